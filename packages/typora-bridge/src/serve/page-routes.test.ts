import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { later } from '../../test/serve/in-process.ts';
import { openPage } from '../../test/serve/page.ts';
import { fetched, uniquePng, writePicture } from '../../test/support.ts';

it('says what the page begins with', async () => {
  const { ask, upload } = await openPage({ profiles: { work: { access: 'signed', maxBytes: 1000 } } });
  await upload(uniquePng());
  expect((await ask('/api/state', { headers: { 'accept-language': 'zh-TW' } })).json).toMatchObject({
    ...{ version: '1.2.3', locale: 'zh-cn', historyCount: 1, pendingCount: 0 },
    profiles: [
      { name: 'blog', isDefault: true, provider: 'custom', bucket: 'my-notes', isPrivate: false },
      { name: 'work', isDefault: false, isPrivate: true, maxBytes: 1000 },
    ],
  });
  expect((await ask('/api/state?locale=en')).json.locale).toBe('en');
});

it('tells on its first page what is wrong with the configuration', async () => {
  const { server, ask } = await openPage();
  writePicture(join(server.home, '..', 'config.json'), Buffer.from('{'));
  expect((await ask('/api/state')).json).toMatchObject({ profiles: [], problem: { code: 'config/invalid' } });
  expect((await ask('/api/history')).json).toEqual({ items: [] });
});

it('looks again at a configuration that could not be used, though its file is the same', async () => {
  const { server, ask } = await openPage();
  const config = join(server.home, '..', 'config.json');
  const text = readFileSync(config, 'utf8');
  const write = (content: string) => {
    writeFileSync(config, content);
    utimesSync(config, 1_700_000_000, 1_700_000_000);
  };
  write(`x${text.slice(1)}`);
  expect((await ask('/api/state')).json.problem).toMatchObject({ code: 'config/invalid' });
  write(text);
  expect((await ask('/api/state')).json.problem).toBeUndefined();
});

it('stores a file with its progress, and a picture of the web', async () => {
  const { server, post, upload } = await openPage({ args: ['--allow-private'] });
  const bytes = uniquePng(200_000);
  const answer = await upload(bytes, '图 [1].png');
  expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
  const { type, item } = answer.lines.at(-1);
  expect(answer.lines[0]).toMatchObject({ type: 'progress', total: bytes.length });
  expect(type).toBe('done');
  expect(item).toMatchObject({
    name: '图 [1].png',
    sizeBytes: bytes.length,
    profile: 'blog',
    canDelete: true,
  });
  expect(item.markdown).toBe(`![图 \\[1\\]](${item.url})`);
  expect((await fetched(item.url)).bytes).toEqual(bytes);

  const { lines } = await post('/api/uploads?profile=blog', { url: item.url });
  expect(lines.at(-1)).toMatchObject({ type: 'done', item: { id: item.id } });
  expect((await post('/api/uploads', { url: 'file:///etc/hostname' })).status).toBe(400);
  expect(server.log.join()).not.toContain('internal');
});

it('says why a file was not stored, and of a profile that there is none', async () => {
  const { upload } = await openPage();
  const { lines } = await upload(Buffer.from('no image'));
  expect(lines).toMatchObject([
    { type: 'failed', error: { code: 'source/not-an-image', advice: expect.stringMatching(/Convert/) } },
  ]);
  expect(await upload(uniquePng(), 'a.png', '&profile=nope')).toMatchObject({
    status: 400,
    json: { error: { code: 'serve/unknown-profile' } },
  });
});

it('stores nothing when the page gives up', async () => {
  const { server, ask } = await openPage();
  const [held, letGo] = later();
  const [begun, begin] = later();
  server.store.intercept(() => {
    begin();
    return { kind: 'stall', until: held };
  });
  const cancelled = new AbortController();
  const sent = ask('/api/uploads?name=a.png', {
    method: 'POST',
    body: uniquePng(),
    signal: cancelled.signal,
  });
  const failure = expect(sent).rejects.toThrow();
  await begun;
  cancelled.abort();
  await failure;
  await server.server.stop();
  letGo();
  expect(server.log).toContain('cancelled');
  expect(await server.service.ledger.objects()).toEqual([]);
});

it('shows the history page by page, newest first, and finds by name, profile and day', async () => {
  const { ask, upload } = await openPage({ profiles: { work: {} } });
  for (const name of ['Cat.png', 'dog.png', '猫.png']) await upload(uniquePng(), name);
  await upload(uniquePng(), 'cat at work.png', '&profile=work');
  const names = async (query: string) =>
    (await ask(`/api/history?${query}`)).json.items.map(({ name }: { name: string }) => name);
  expect(await names('')).toEqual(['cat at work.png', '猫.png', 'dog.png', 'Cat.png']);
  expect(await names('text=cat')).toEqual(['cat at work.png', 'Cat.png']);
  expect(await names(`text=${encodeURIComponent('猫')}`)).toEqual(['猫.png']);
  expect(await names('profile=work')).toEqual(['cat at work.png']);
  expect(await names('to=2020-01-01')).toEqual([]);
  expect(await names(`from=2020-01-01&to=${new Date().toISOString().slice(0, 10)}`)).toHaveLength(4);

  const first = (await ask('/api/history?limit=3')).json;
  expect(first.items).toHaveLength(3);
  await upload(uniquePng(), 'later.png');
  const second = (await ask(`/api/history?limit=3&before=${first.next}`)).json;
  expect(second).toMatchObject({ items: [{ name: 'Cat.png' }] });
  expect(second.next).toBeUndefined();
  expect((await ask('/api/history?limit=0')).status).toBe(400);
  expect((await ask('/api/history?from=soon')).status).toBe(400);
});

it('gives links that open for a while where the bucket is private', async () => {
  const { upload } = await openPage({ profiles: { blog: { access: 'signed' } } });
  const { item } = (await upload(uniquePng())).lines.at(-1);
  expect(new URL(item.url).searchParams.has('X-Amz-Signature')).toBe(true);
  expect(item.markdown).toContain('X-Amz-Signature');
});

it('deletes objects, says of each what became of it, and forgets them', async () => {
  const { server, ask, post, upload } = await openPage();
  const [one, other] = [
    (await upload(uniquePng())).lines.at(-1).item,
    (await upload(uniquePng())).lines.at(-1).item,
  ];
  const { lines } = await post('/api/history/delete', { ids: [one.id, 'unknown'] });
  expect(lines).toMatchObject([
    { id: one.id, status: 'deleted' },
    { id: 'unknown', status: 'failed', error: { code: 'serve/unknown-object' } },
  ]);
  expect((await fetch(one.url)).status).toBe(404);
  expect((await ask('/api/history')).json.items).toMatchObject([{ id: other.id }]);

  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  expect((await post('/api/history/delete', { ids: [other.id] })).lines).toMatchObject([
    { id: other.id, status: 'failed', error: { code: 'store/access-denied' } },
  ]);
  expect((await ask('/api/history')).json.items).toHaveLength(1);
});

it('lets the doctor tell each check', async () => {
  const { post } = await openPage();
  const { lines } = await post('/api/doctor');
  expect(lines.length).toBeGreaterThan(20);
  for (const { title, status } of lines)
    expect([title !== '', /^(pass|warn|fail|skipped)$/.test(status)]).toEqual([true, true]);
  expect(lines.filter(({ status }) => status === 'fail')).toEqual([]);
});

it('sends the document anew each time and its files once', async () => {
  const { server, ask } = await openPage();
  const document = await ask('/');
  expect((await ask('/', { method: 'HEAD' })).status).toBe(200);
  expect(document.text).toBe(`<meta name="imbed-page" content="${server.pageToken}">`);
  expect((await ask('/script-1.js')).headers).toMatchObject({
    ...{ 'content-type': 'text/javascript', 'content-encoding': 'gzip' },
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

it('shows a picture that mirrors have as well once', async () => {
  const buckets = ['my-notes', 'second'].map((name) => ({
    name,
    owner: 'writer',
    acl: 'public-read' as const,
  }));
  const profiles = { blog: { mirrors: ['second'] }, second: { bucket: 'second', mirrors: ['blog'] } };
  const { server, ask, upload } = await openPage({ store: { buckets }, profiles });
  await upload(uniquePng());
  await upload(uniquePng(), 'b.png', '&profile=second');
  expect(await server.service.ledger.objects()).toHaveLength(4);
  expect((await ask('/api/history')).json.items).toMatchObject([{ name: 'b.png' }, { name: 'a.png' }]);
  expect((await ask('/api/state')).json.historyCount).toBe(2);
});
