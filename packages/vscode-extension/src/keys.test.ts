import { describe, expect, it } from 'vitest';
import { askForKeys, forgetKeys, keepKeys, profilesWithKeys, readKeys } from './keys.ts';

function storage(initial: Record<string, string> = {}) {
  const values = new Map(Object.entries(initial));
  return {
    values,
    get: async (key: string) => values.get(key),
    store: async (key: string, value: string) => void values.set(key, value),
    delete: async (key: string) => void values.delete(key),
  };
}

const here = 'https://s3.example';
const blog = { profile: 'blog', destination: here };
const work = { profile: 'work', destination: here };

const answering =
  (...answers: (string | undefined)[]) =>
  async () =>
    answers.shift();

describe('keys', () => {
  it('what was given is found again, without the line break of a paste', async () => {
    const secrets = storage();
    expect(await askForKeys(secrets, blog, answering(' KEY\n', 'secret ', ''))).toBe(true);
    expect(await readKeys(secrets, blog)).toEqual({ accessKeyId: 'KEY', secretAccessKey: 'secret' });
  });

  it('temporary keys keep their session token', async () => {
    const secrets = storage();
    expect(await askForKeys(secrets, blog, answering('KEY', 'secret', ' token\n'))).toBe(true);
    const keys = { accessKeyId: 'KEY', secretAccessKey: 'secret', sessionToken: 'token' };
    expect(await readKeys(secrets, blog)).toEqual(keys);
  });

  it('profiles have keys of their own', async () => {
    const secrets = storage();
    await askForKeys(secrets, blog, answering('KEY', 'secret', ''));
    await expect(readKeys(secrets, work)).rejects.toMatchObject({ code: 'config/missing-secret' });
  });

  it('that were given for one place are none for another, which is said, and stay beside those of that', async () => {
    const secrets = storage();
    const there = { profile: 'blog', destination: 'https://else.example' };
    await askForKeys(secrets, blog, answering('KEY', 'secret', ''));
    await expect(readKeys(secrets, there)).rejects.toMatchObject({
      code: 'config/missing-secret',
      facts: { name: 'blog', host: here },
    });
    await askForKeys(secrets, there, answering('OTHER', 'secret', ''));
    expect([
      (await readKeys(secrets, blog)).accessKeyId,
      (await readKeys(secrets, there)).accessKeyId,
    ]).toEqual(['KEY', 'OTHER']);
  });

  it('are forgotten one by one, those of a profile that is in no settings any more, too', async () => {
    const keys = { accessKeyId: 'KEY', secretAccessKey: 'secret' };
    const secrets = storage({ 'keys/old': JSON.stringify(keys) });
    for (const of of [blog, work]) await keepKeys(secrets, of, keys);
    expect(await profilesWithKeys(secrets, ['old', 'none'])).toEqual(['old', 'blog', 'work']);
    await forgetKeys(secrets, 'blog');
    await expect(readKeys(secrets, blog)).rejects.toMatchObject({ code: 'config/missing-secret' });
    expect(await profilesWithKeys(secrets, [])).toEqual(['work']);
  });

  it.each([[[undefined]], [['']], [['KEY', undefined]], [['KEY', ' ']], [['KEY', 'secret', undefined]]])(
    'half an answer (%j) keeps nothing',
    async (answers) => {
      const secrets = storage();
      expect(await askForKeys(secrets, blog, answering(...answers))).toBe(false);
      expect(secrets.values.size).toBe(0);
    },
  );

  it.each([
    '',
    '{',
    '{}',
    '{"accessKeyId":"a","secretAccessKey":"b"}',
    `{"${here}":{"accessKeyId":"a"}}`,
    `{"${here}":{"accessKeyId":"a","secretAccessKey":"b","sessionToken":1}}`,
    `{"${here}":null}`,
    'null',
  ])('damaged storage (%j) counts as no keys', async (text) => {
    const secrets = storage({ 'keys/blog': text });
    await expect(readKeys(secrets, blog)).rejects.toMatchObject({ code: 'config/missing-secret' });
  });
});
