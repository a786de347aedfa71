import { expect, it } from 'vitest';
import { openPage } from '../../test/serve/page.ts';
import { uniquePng } from '../../test/support.ts';

const buckets = ['my-notes', 'other', 'second'].map((name) => ({
  ...{ name, owner: 'writer' },
  acl: 'public-read' as const,
}));

/** `blog` and `other` have copies of theirs in `second`; `plain` leads to the bucket of `blog`, without copies. */
async function openMirrored() {
  const profiles = {
    blog: { mirrors: ['second'] },
    other: { bucket: 'other', mirrors: ['second'] },
    ...{ second: { bucket: 'second' }, plain: {} },
  };
  const page = await openPage({ store: { buckets }, profiles });
  const bytes = uniquePng();
  const upload = async (profile: string) =>
    (await page.upload(bytes, 'a.png', `&profile=${profile}`)).lines.at(-1).item;
  const remove = async ({ id }: { readonly id: string }) =>
    (await page.post('/api/history/delete', { ids: [id] })).lines[0];
  return { ...page, upload, remove };
}

const status = async (url: string) => (await fetch(url)).status;
const copyOf = ({ url }: { readonly url: string }) => url.replace(/\/(my-notes|other)\//, '/second/');

it('leaves a copy that the picture of another profile has there as well, until that goes', async () => {
  const { upload, remove } = await openMirrored();
  const [one, other] = [await upload('blog'), await upload('other')];
  expect(await remove(one)).toMatchObject({ status: 'deleted' });
  expect([await status(one.url), await status(other.url), await status(copyOf(one))]).toEqual([
    404, 200, 200,
  ]);
  await remove(other);
  expect(await status(copyOf(one))).toBe(404);
});

it.each([
  ['before', ['second', 'blog']],
  ['after', ['blog', 'second']],
])('leaves what was uploaded there for itself %s', async (_, order) => {
  const { ask, upload, remove } = await openMirrored();
  const items = new Map();
  for (const profile of order) items.set(profile, await upload(profile));
  expect((await ask('/api/history')).json.items).toHaveLength(2);
  await remove(items.get('blog'));
  expect(await status(items.get('second').url)).toBe(200);
  expect((await ask('/api/history')).json.items).toMatchObject([{ profile: 'second' }]);
});

it('deletes the copies of an object that two profiles share, whichever stored it last', async () => {
  const { server, upload, remove } = await openMirrored();
  const first = await upload('blog');
  const last = await upload('plain');
  expect(last.id).toBe(first.id);
  await remove(last);
  expect([await status(first.url), await status(copyOf(first))]).toEqual([404, 404]);
  expect(await server.service.ledger.objects()).toEqual([]);
});

it('leaves waiting what was uploaded for itself, also when it is a mirror for another upload', async () => {
  const { server, upload, remove } = await openMirrored();
  const isSecond = ({ path }: { readonly path: string }) => path.startsWith('/second/');
  server.store.intercept((request) => (isSecond(request) ? { kind: 'respond', status: 403 } : undefined));
  await upload('second');
  const one = await upload('blog');
  const waits = { profile: 'second', role: 'primary' };
  expect(await server.service.ledger.pending()).toMatchObject([waits]);
  expect(await remove(one)).toMatchObject({ status: 'deleted' });
  expect(await server.service.ledger.pending()).toMatchObject([waits]);
});

it('leaves the copies as they are when the first store does not let go of the picture', async () => {
  const { server, upload, remove } = await openMirrored();
  const one = await upload('blog');
  server.store.intercept(({ method, path }) =>
    method === 'DELETE' && path.startsWith('/my-notes/') ? { kind: 'respond', status: 403 } : undefined,
  );
  expect(await remove(one)).toMatchObject({ status: 'failed', error: { code: 'store/access-denied' } });
  expect(await status(copyOf(one))).toBe(200);
});
