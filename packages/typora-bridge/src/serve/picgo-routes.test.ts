import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { json, listOf, startServer, type TestServer } from '../../test/serve/in-process.ts';
import { fetched, uniquePng, writePicture } from '../../test/support.ts';

/** Picture `name` in the home folder of the server. */
function pictureIn({ home }: TestServer, name: string) {
  const path = join(home, name);
  return { path, bytes: writePicture(path) };
}

function formOf(...files: readonly (readonly [field: string, name: string, bytes: Uint8Array])[]) {
  const form = new FormData();
  for (const [field, name, bytes] of files) form.append(field, new File([new Uint8Array(bytes)], name));
  return { method: 'POST', body: form } as const;
}

it('stores the files of a list and links each, in the order of the list', async () => {
  const server = await startServer();
  const pictures = ['图 1.png', 'b#?.png', 'c%20d.png', 'e.png'].map((name) => pictureIn(server, name));
  const { status, json: reply } = await server.send('/upload', listOf(...pictures.map(({ path }) => path)));
  expect(status).toBe(200);
  expect(reply).toMatchObject({ success: true, result: { length: 4 } });
  for (const [index, { path, bytes }] of pictures.entries()) {
    expect((await fetched(reply.result[index])).bytes).toEqual(bytes);
    expect(reply.items[index]).toMatchObject({
      ...{ origin: path, imgUrl: reply.result[index], contentType: 'image/png', size: bytes.length },
      ...{ extname: '.png', status: 'stored', width: expect.any(Number), height: expect.any(Number) },
    });
  }
  expect(reply.fullResult).toEqual(reply.items);
});

it('takes file:// addresses, home-relative and percent-encoded paths as the command does', async () => {
  const server = await startServer();
  const { path } = pictureIn(server, 'a b.png');
  const ways = [`file://${encodeURI(path)}`, '~/a b.png', encodeURI(path), `"${path}"`];
  const { json: reply } = await server.send('/upload', listOf(...ways));
  expect(new Set(reply.result).size).toBe(1);
  expect(reply.items).toHaveLength(ways.length);
});

it('stores the files of a form, whatever their fields are called, in their order', async () => {
  const server = await startServer();
  const [one, two, three] = [uniquePng(), uniquePng(70_000), uniquePng()];
  const form = formOf(['files', '图.png', one], ['files', '../../up.png', two], ['picture', 'a.png', three]);
  const { status, json: reply } = await server.send('/upload', form);
  expect(status).toBe(200);
  expect(reply.items.map(({ origin }: { origin: string }) => origin)).toEqual(['图.png', 'up.png', 'a.png']);
  for (const [index, bytes] of [one, two, three].entries())
    expect((await fetched(reply.result[index])).bytes).toEqual(bytes);
});

it('takes an empty body, an empty list and no list for the clipboard', async () => {
  const server = await startServer();
  const bodies = [
    {},
    { headers: json },
    { headers: json, body: '{}' },
    { headers: json, body: '{"list":[]}' },
  ];
  for (const body of bodies) {
    const { json: reply } = await server.send('/upload', { method: 'POST', ...body });
    expect(reply.items).toMatchObject([
      { origin: 'clipboard', error: { code: 'source/clipboard-unavailable' } },
    ]);
  }
});

it('says of each input of a batch what became of it, keeps what was stored, and gives no link out of place', async () => {
  const server = await startServer();
  const { path } = pictureIn(server, 'a.png');
  writeFileSync(join(server.home, 'no.png'), 'no image');
  const inputs = [join(server.home, 'gone.png'), path, join(server.home, 'no.png')];
  const { status, json: reply } = await server.send('/upload', listOf(...inputs));
  expect(status).toBe(422);
  expect(reply).toMatchObject({
    ...{ success: false, result: [], code: 'source/not-found' },
    items: [
      { origin: inputs[0], status: 'failed', error: { code: 'source/not-found' } },
      { origin: path, status: 'stored' },
      { origin: inputs[2], status: 'failed', error: { code: 'source/not-an-image' } },
    ],
  });
  // PicList's clients have what was stored deleted by it.
  expect(reply.fullResult).toEqual([reply.items[1]]);
  expect(reply.message).toMatch(/^2 of 3 .*gone\.png/);
  expect((await fetched(reply.items[1].imgUrl)).bytes).toHaveLength(reply.items[1].size);
});

it('speaks the language of the client', async () => {
  const server = await startServer();
  const request = { ...listOf('/nowhere'), headers: { ...json, 'accept-language': 'zh-CN,zh;q=0.9' } };
  expect((await server.send('/upload', request)).json.message).toMatch(/主文件夹/);
  expect((await server.send('/upload?locale=en', request)).json.message).toMatch(/home folder/);
});

it('keeps what the store does not take, answers that it failed, and stores it when it can', async () => {
  const server = await startServer();
  const { path, bytes } = pictureIn(server, 'a.png');
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const { status, json: reply } = await server.send('/upload', listOf(path));
  expect(status).toBe(502);
  expect(reply).toMatchObject({
    success: false,
    items: [{ status: 'pending', error: { code: 'store/access-denied' } }],
    message: expect.stringMatching(/It is kept on this computer and will be uploaded later\.$/),
  });
  expect(await server.service.ledger.pending()).toHaveLength(1);

  server.store.intercept(() => undefined);
  const results: unknown[] = [];
  await server.service.waiting.retry({ onResult: (result) => results.push(result) });
  expect(results).toMatchObject([{ entry: { profile: 'blog' } }]);
  expect(await server.service.ledger.pending()).toEqual([]);
  const [stored] = await server.service.ledger.objects();
  expect((await fetched(stored?.url ?? '')).bytes).toEqual(bytes);
});

it.each([
  ['', 'blog'],
  ['?uploader=minio&configName=Work', 'work'],
  ['?uploader=minio&configName=Default', 'work'],
  ['?picbed=work&configName=work', 'work'],
  ['?picbed=aws-s3-plist&configName=work&key=whatever', 'work'],
  ['?uploader=work', 'work'],
  ['?uploader=aws-s3', 'blog'],
  ['?uploader=minio', 'work'],
])('uploads with %s to the profile %s%s', async (query, profile) => {
  const server = await startServer({ profiles: { work: { provider: 'minio' } } });
  const { path } = pictureIn(server, 'a.png');
  expect((await server.send(`/upload${query}`, listOf(path))).json.items).toMatchObject([{ profile }]);
});

it.each([
  ['?configName=nope', 'UPLOAD_CONFIG_NOT_FOUND'],
  ['?configName=__proto__', 'UPLOAD_CONFIG_NOT_FOUND'],
  ['?uploader=tcyun', 'UNKNOWN_UPLOADER'],
  ['?picbed=smms', 'UNKNOWN_UPLOADER'],
  ['?uploader=tcyun&configName=Default', 'UNKNOWN_UPLOADER'],
  ['?uploader=aliyun&configName=blog', 'UPLOAD_CONFIG_NOT_FOUND'],
  ['?uploader=minio', 'UPLOAD_CONFIG_AMBIGUOUS'],
])(
  'refuses %s, which names no profile, by PicGo’s own code %s, before anything is stored',
  async (query, code) => {
    const server = await startServer({
      profiles: { one: { provider: 'minio' }, two: { provider: 'minio' } },
    });
    const { path } = pictureIn(server, 'a.png');
    const { status, json: reply } = await server.send(`/upload${query}`, listOf(path));
    expect(status).toBe(400);
    expect(reply).toMatchObject({ success: false, code });
    expect(server.store.requests).toEqual([]);
  },
);

it('deletes what it is sent back of an upload, and nothing that it is not', async () => {
  const server = await startServer();
  const { path } = pictureIn(server, 'a.png');
  const { json: uploaded } = await server.send('/upload', listOf(path));
  const remove = (list: unknown) =>
    server.send('/delete', { method: 'POST', headers: json, body: JSON.stringify({ list }) });
  const { id: _, ...withoutId } = uploaded.fullResult[0];

  expect(await remove([withoutId])).toMatchObject({ status: 404, json: { success: false } });
  expect(await remove([uploaded.result[0], 'no-id', { imgUrl: uploaded.result[0] }])).toMatchObject({
    status: 404,
  });
  expect((await fetch(uploaded.result[0])).status).toBe(200);

  expect((await remove([5, null])).status).toBe(400);
  const { status, json: reply } = await remove(uploaded.fullResult);
  expect([status, reply]).toEqual([200, { success: true, message: 'delete success: 1, fail: 0' }]);
  expect((await fetch(uploaded.result[0])).status).toBe(404);
  expect(await server.service.ledger.objects()).toEqual([]);
  expect(await remove(uploaded.fullResult)).toMatchObject({ status: 404 });

  expect((await server.send('/upload', listOf(path))).json.success).toBe(true);
  expect(await server.service.ledger.objects()).toHaveLength(1);
});

it('answers heartbeats as PicGo does', async () => {
  const server = await startServer();
  const { status, json: reply } = await server.send('/heartbeat', { method: 'POST' });
  expect([status, reply]).toEqual([200, { success: true, result: 'alive', instance: 'this-one' }]);
  expect((await server.send('/heartbeat')).json).toEqual(reply);
});

it('uses the configuration as it is at each request, and tells what is wrong with it', async () => {
  const server = await startServer();
  const { path } = pictureIn(server, 'a.png');
  const config = join(server.home, '..', 'config.json');
  writeFileSync(config, '{ "version": 1, "profiles": {} }');
  expect(await server.send('/upload', listOf(path))).toMatchObject({
    status: 500,
    json: { code: 'config/invalid' },
  });
});

it('blames the configuration, and not the store, for a profile that makes no sense', async () => {
  const server = await startServer({ profiles: { odd: { bucket: 'No Such_Name' } } });
  const { path } = pictureIn(server, 'a.png');
  expect(await server.send('/upload?configName=odd', listOf(path))).toMatchObject({
    ...{ status: 500, json: { code: 'config/invalid', items: [{ status: 'pending' }] } },
  });
});

it('deletes the copies in mirrors too, and says that it failed as long as one is left', async () => {
  const buckets = ['my-notes', 'second'].map((name) => ({
    name,
    owner: 'writer',
    acl: 'public-read' as const,
  }));
  const server = await startServer({
    store: { buckets },
    profiles: { blog: { mirrors: ['second'] }, second: { bucket: 'second' } },
  });
  const { path } = pictureIn(server, 'a.png');
  const { json: uploaded } = await server.send('/upload', listOf(path));
  const [link] = uploaded.result;
  const copy = link.replace('/my-notes/', '/second/');
  expect((await fetch(copy)).status).toBe(200);
  const request = { method: 'POST', headers: json, body: JSON.stringify({ list: uploaded.fullResult }) };

  server.store.intercept(({ method, path: at }) =>
    method === 'DELETE' && at.startsWith('/second/') ? { kind: 'respond', status: 403 } : undefined,
  );
  expect((await server.send('/delete', request)).json).toMatchObject({ success: false });
  expect([(await fetch(link)).status, (await fetch(copy)).status]).toEqual([404, 200]);
  expect(await server.service.images.objects()).toHaveLength(1);

  server.store.intercept(undefined);
  expect((await server.send('/delete', request)).json).toMatchObject({ success: true });
  expect([(await fetch(link)).status, (await fetch(copy)).status]).toEqual([404, 404]);
  expect(await server.service.ledger.objects()).toEqual([]);
});

it('does not bring back to a mirror what was deleted while the mirror still waited for it', async () => {
  const server = await startServer({
    profiles: { blog: { mirrors: ['second'] }, second: { bucket: 'second' } },
  });
  const { path } = pictureIn(server, 'a.png');
  const { json: uploaded } = await server.send('/upload', listOf(path));
  expect(await server.service.ledger.pending()).toMatchObject([{ profile: 'second', role: 'mirror' }]);
  const body = JSON.stringify({ list: uploaded.fullResult });
  expect((await server.send('/delete', { method: 'POST', headers: json, body })).status).toBe(200);
  expect(await server.service.ledger.pending()).toEqual([]);
});
