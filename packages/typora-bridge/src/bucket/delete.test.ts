import { afterEach, describe, expect, it, vi } from 'vitest';
import { fill } from '../../test/filled-store.ts';
import { bucketUnderTest } from './bucket-under-test.ts';

afterEach(() => void vi.useRealTimers());

describe('imbed rm', () => {
  it('deletes only after a yes, of what it has shown', async () => {
    const { server, imbed, objects } = await bucketUnderTest();
    await fill(server, ['a', 'b']);
    for (const typed of ['\n', 'no\n', 'ya\n']) expect((await imbed(['rm', 'a'], { typed })).code).toBe(1);
    expect(Object.keys(await objects())).toEqual(['a', 'b']);
    const rm = await imbed(['rm', 'a'], { typed: 'y\n' });
    expect([rm.code, rm.stdout]).toEqual([0, '1 object deleted.\n']);
    expect(rm.stderr).toContain('1 B  a\n');
    expect(rm.stderr).toContain('Delete 1 object (1 B)?');
    expect(Object.keys(await objects())).toEqual(['b']);
  });

  it.each([
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 1],
  ])('takes %s for no, without a word', async (_, typed, code) => {
    const { server, imbed, objects } = await bucketUnderTest();
    await fill(server, ['a']);
    const rm = await imbed(['rm', 'a'], { typed });
    expect([rm.code, rm.stdout]).toEqual([code, '']);
    expect(rm.stderr).not.toContain('imbed:');
    expect(Object.keys(await objects())).toEqual(['a']);
  });

  it('tells of what is not there, and deletes the others', async () => {
    const { server, imbed, objects } = await bucketUnderTest();
    await fill(server, ['a', 'b']);
    const rm = await imbed(['rm', '--yes', 'a', 'none', 'a']);
    expect([rm.code, rm.stdout]).toEqual([1, '1 object deleted.\n']);
    expect(rm.stderr).toMatch(/none: .*\[store\/no-such-key\]/);
    expect(Object.keys(await objects())).toEqual(['b']);
    expect(await imbed(['rm', '--yes', 'none'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('takes a prefix for a folder, and for letters only with a star', async () => {
    const { server, imbed, objects } = await bucketUnderTest();
    await fill(server, ['d/a', 'd/e/b', 'doc', 'down/c', 'e']);
    expect((await imbed(['rm', '--yes', '--prefix', 'd'])).stdout).toBe('2 objects deleted.\n');
    expect((await imbed(['rm', '--yes', '--prefix', 'do*'])).stdout).toBe('2 objects deleted.\n');
    expect(Object.keys(await objects())).toEqual(['e']);
    for (const args of [['--prefix', '*'], ['d/']]) expect((await imbed(['rm', ...args])).code).toBe(2);
  });
});

describe('imbed uploads', () => {
  /** Begins uploads that nobody finishes. */
  async function begun(keys: readonly string[]) {
    const scene = await bucketUnderTest();
    scene.server.intercept(({ query }) =>
      query.has('partNumber') ? { kind: 'respond', status: 403 } : undefined,
    );
    for (const key of keys)
      await scene.imbed(['put', scene.write('film', Buffer.alloc(9_000_000)), '--key', key]);
    scene.server.intercept(undefined);
    return { ...scene, uploads: (...args: string[]) => scene.imbed(['uploads', ...args]) };
  }

  it('ends those that are old, of the key or the folder that is named, and leaves others', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { uploads, imbed } = await begun(['film', 'film2', 'films/1']);
    expect((await uploads('abort', '--yes')).stdout).toBe('Nothing to end.\n');
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    const listed = (await uploads('list')).stdout;
    expect(listed.match(/^\d{4}-\d\d-\d\dT\S+Z {2}(film|film2|films\/1)$/gm)).toHaveLength(3);
    expect((await uploads('list', '--older-than', '2d')).stdout).toBe('');
    const json = (await uploads('list', 'films', '--json')).stdout;
    expect(JSON.parse(json)).toMatchObject({ key: 'films/1', uploadId: expect.any(String) });
    expect(await uploads('abort', 'film')).toMatchObject({ code: 1, stdout: '' });
    const ended = await imbed(['uploads', 'abort', 'film'], { typed: 'y\n' });
    expect([ended.code, ended.stderr.includes('End 1 upload for good?')]).toEqual([0, true]);
    expect((await uploads('list')).stdout).toMatch(/ film2\n.* films\/1\n$/);
    expect((await uploads('abort', '--yes')).code).toBe(0);
    expect((await uploads('list')).stdout).toBe('');
  });

  it('ends young ones only for who says so', async () => {
    const { uploads } = await begun(['film']);
    expect((await uploads('abort', 'film', '--yes')).stdout).toBe('Nothing to end.\n');
    expect((await uploads('abort', 'film', '--yes', '--older-than', '0s')).stdout).toMatch(/ film\n$/);
    expect((await uploads('list')).stdout).toBe('');
  });
});
