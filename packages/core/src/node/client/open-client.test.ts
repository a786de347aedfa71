import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';

const scene = clientUnderTest();
const { client } = scene;

describe('the bucket', () => {
  it('is listed by folders, or all of it', async () => {
    for (const key of ['list/a', 'list/b/1', 'list/b/2', 'list/c/d/1'])
      await client().put(new Uint8Array(3), { key });
    const keys = async (recursive: boolean) => {
      const found: string[] = [];
      for await (const { type, key } of client().list('list/', { recursive })) found.push(`${type} ${key}`);
      return found.sort();
    };
    expect(await keys(false)).toEqual(['folder list/b/', 'folder list/c/', 'object list/a']);
    expect(await keys(true)).toEqual(['a', 'b/1', 'b/2', 'c/d/1'].map((key) => `object list/${key}`));
  });

  it('loses what is deleted, one or many, there or not', async () => {
    for (const key of ['rm/1', 'rm/2', 'rm/3']) await client().put(new Uint8Array(3), { key });
    await client().delete('rm/1');
    await client().delete(['rm/2', 'rm/none']);
    expect([await client().stat('rm/1'), await client().stat('rm/2')]).toEqual([undefined, undefined]);
    expect(await client().stat('rm/3')).toBeDefined();
  });

  it('gives out a plain link when anyone may read, and else one that lasts a while', async () => {
    const open = client({ bucket: 'open' });
    for (const one of [open, client()]) await one.put(new TextEncoder().encode('hi'), { key: 'share/a b' });
    expect(await open.share('share/a b')).toEqual({
      url: `${scene.server.endpoint}/open/share/a%20b`,
      expiresAt: undefined,
    });
    const link = await client().share('share/a b', { seconds: 60 });
    expect(await (await fetch(link.url)).text()).toBe('hi');
    expect(link.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    expect((await rejectionOf(client().share('share/none'))).code).toBe('store/no-such-key');
  });
});
