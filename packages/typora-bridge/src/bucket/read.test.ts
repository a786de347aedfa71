import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fill } from '../../test/filled-store.ts';
import { copyText } from '../setup/copy-text.ts';
import { bucketUnderTest } from './bucket-under-test.ts';

vi.mock('../setup/copy-text.ts', () => ({ copyText: vi.fn(() => true) }));

describe('imbed get', () => {
  it('fails where there is nothing to fetch', async () => {
    const { server, imbed, folder } = await bucketUnderTest();
    await fill(server, ['old/a', 'older']);
    for (const args of [['none/'], ['--prefix', 'ol'], ['--prefix', 'none*']]) {
      const got = await imbed(['get', '--into', folder, ...args]);
      expect([got.code, got.stdout]).toEqual([1, '']);
      expect(got.stderr).toContain('[store/no-such-key]');
    }
    const into = join(folder, 'out');
    const got = await imbed(['get', 'none/', '--prefix', 'old', '--into', into]);
    expect([got.code, got.stdout]).toEqual([1, `${join(into, 'a')}\n`]);
    expect((await imbed(['get', '--prefix', 'old*', '--into', into])).code).toBe(0);
    expect(readFileSync(join(into, 'older'), 'utf8')).toBe('older');
  });

  it('makes no file of two objects', async () => {
    const { server, imbed, folder } = await bucketUnderTest();
    await fill(server, ['a/x', 'b/x']);
    const got = await imbed(['get', 'a/', 'b/', '--into', folder]);
    expect([got.code, got.stdout]).toEqual([1, `${join(folder, 'x')}\n`]);
    expect(got.stderr).toContain('[local/same-file]');
    expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('a/x');
  });
});

it('what there is can be read by programs and by people', async () => {
  const { write, imbed } = await bucketUnderTest();
  await imbed(['put', write('a.txt', 'text'), '--expires', '7d']);
  const rows = async (...args: string[]) => (await imbed(args)).stdout.trimEnd().split('\n');
  const [folder = '', ...none] = await rows('ls', '--json');
  expect([JSON.parse(folder), none]).toEqual([{ type: 'folder', key: 'tmp/' }, []]);
  expect(await rows('ls', '/')).toEqual(['tmp/']);
  const [object = ''] = await rows('ls', '-r', '--json');
  expect(JSON.parse(object)).toMatchObject({ type: 'object', key: 'tmp/7d/a.txt', size: 4 });
  expect(await rows('ls', '-r', '--long')).toEqual([
    expect.stringMatching(/^ {5}4 B {2}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}tmp\/7d\/a\.txt$/),
  ]);
  const [stat = ''] = await rows('stat', 'tmp/7d/a.txt', '--json');
  expect(JSON.parse(stat)).toMatchObject({
    key: 'tmp/7d/a.txt',
    size: 4,
    contentType: 'text/plain; charset=utf-8',
  });
  const shown = (await imbed(['stat', 'tmp/7d/a.txt'])).stdout;
  expect(shown).toMatch(/^contentDisposition {2}inline; filename="a.txt"$/m);
  expect(shown).toMatch(/^lastModified {8}\d{4}-\d\d-\d\dT/m);
  const [rules = ''] = await rows('lifecycle', 'show', '--json');
  expect(JSON.parse(rules)).toMatchObject({ rules: [{ prefix: 'tmp/7d/', days: 7, enabled: true }] });
});

it('the rules of the bucket are set once for all that is to expire, and looked at again then', async () => {
  const { write, imbed, server } = await bucketUnderTest();
  await imbed(['put', write('a', 'a'), write('b', 'b'), '--expires', '1d']);
  const asked = server.requests.filter(({ query }) => query.has('lifecycle')).map(({ method }) => method);
  expect(asked).toEqual(['GET', 'PUT', 'GET']);
});

it('links go to the clipboard of who sits at a terminal, unless that is not wanted', async () => {
  const { write, imbed } = await bucketUnderTest();
  const paths = [write('a', 'a'), write('b', 'b')];
  const shared = await imbed(['share', ...paths], { typed: '' });
  expect(vi.mocked(copyText).mock.calls.map(([text]) => `${text}\n`)).toEqual([shared.stdout]);
  expect(shared.stderr).toContain('copied to the clipboard');
  expect((await imbed(['share', ...paths, '--quiet'], { typed: '' })).stderr).toBe('');
  vi.mocked(copyText).mockClear();
  await imbed(['share', ...paths, '--no-copy'], { typed: '' });
  await imbed(['share', ...paths]);
  expect(vi.mocked(copyText)).not.toHaveBeenCalled();
});

it('what is wrong with the bucket itself is told of no key', async () => {
  const { server, imbed } = await bucketUnderTest();
  server.intercept(() => ({ kind: 'refuse', code: 'NoSuchBucket', status: 404 }));
  const listed = await imbed(['ls']);
  expect([listed.code, listed.stderr]).toEqual([1, expect.stringMatching(/^imbed: [^:/]*\bbucket\b/)]);
});
