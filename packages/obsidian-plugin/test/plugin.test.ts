import { readFileSync } from 'node:fs';
import { type S3Server, startS3Server } from '@imbed/core/testing';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import ImbedPlugin from '../src/main.ts';
import { readPluginData, withProfileField } from '../src/plugin-data.ts';
import { MarkdownView, type Plugin, shownNotices } from './obsidian-stub.ts';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const picture = readFileSync(new URL('../../core/fixtures/images/gradient.png', import.meta.url));
const file = {
  name: 'cat.png',
  basename: 'cat',
  path: 'pictures/cat.png',
  extension: 'png',
  stat: { size: 0 },
};
const note = { name: 'note.txt', basename: 'note', path: 'note.txt', extension: 'txt', stat: { size: 0 } };

let server: S3Server;
beforeAll(async () => {
  const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
  server = await startS3Server({ users: [user], buckets: [bucket] });
});
afterAll(() => server.close());
afterEach(() => {
  shownNotices.length = 0;
});

function openNote(inserted: string[]) {
  return Object.assign(new MarkdownView(), {
    file: { path: 'Travel/sea.md' },
    containerEl: { isConnected: true },
    editor: { replaceSelection: (text: string) => inserted.push(text) },
  });
}

async function start(view: object | null, secrets: Record<string, string>, names: object = {}) {
  const app = {
    vault: { getFiles: () => [note, file], readBinary: async () => new Uint8Array(picture).buffer },
    workspace: { getActiveViewOfType: () => view },
    secretStorage: { getSecret: (name: string) => secrets[name] ?? null },
  };
  const plugin = Reflect.construct(ImbedPlugin, [app]) as ImbedPlugin & Plugin;
  let data = readPluginData(null);
  const fields = {
    provider: 'custom',
    bucket: 'my-notes',
    region: 'us-east-1',
    endpoint: server.endpoint,
  } as const;
  for (const field of ['provider', 'bucket', 'region', 'endpoint'] as const)
    data = withProfileField(data, field, fields[field]);
  const chosen = { accessKeyId: 'key-id', secretAccessKey: 'key-secret', ...names };
  await plugin.saveData({ ...data, secrets: chosen });
  await plugin.onload();
  return plugin;
}

const secrets = { 'key-id': user.accessKeyId, 'key-secret': user.secretAccessKey };

it('the command uploads the chosen image and puts a link into the open note that anyone can follow', async () => {
  const inserted: string[] = [];
  const plugin = await start(openNote(inserted), secrets);
  expect(plugin.commands.map(({ id, name }) => [id, name])).toEqual([
    ['upload-image', 'Upload image to OSS'],
  ]);
  plugin.commands[0]?.callback();
  await vi.waitFor(() => expect(inserted).toHaveLength(1));
  const url = /^!\[cat\]\((.+)\)$/.exec(inserted[0] ?? '')?.[1] ?? '';
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await answer.arrayBuffer()).equals(picture)).toBe(true);
  expect(shownNotices).toEqual([]);
});

it('a failure says what to do and leaves the note as it was', async () => {
  const inserted: string[] = [];
  const plugin = await start(openNote(inserted), { ...secrets, 'key-secret': 'wrong' });
  plugin.commands[0]?.callback();
  await vi.waitFor(() => expect(shownNotices).toHaveLength(1));
  await vi.waitFor(() => expect(shownNotices).toEqual([expect.not.stringMatching(/^Uploading/)]));
  expect(inserted).toEqual([]);
});

it('without the secrets of this device nothing is sent', async () => {
  const before = server.requests.length;
  const plugin = await start(openNote([]), {});
  plugin.commands[0]?.callback();
  await vi.waitFor(() => expect(shownNotices).toEqual([expect.not.stringMatching(/^Uploading/)]));
  expect(server.requests.length).toBe(before);
});

it('a store that has closed is named as closed', async () => {
  const plugin = await start(openNote([]), secrets);
  await plugin.change(withProfileField(plugin.data, 'provider', 'meituan-mss'));
  plugin.commands[0]?.callback();
  await vi.waitFor(() =>
    expect(shownNotices).toEqual([expect.stringMatching(/^This storage service no longer exists/)]),
  );
});

it('temporary keys go with the session token that was chosen for them', async () => {
  const before = server.requests.length;
  const token = { 'key-token': 'token-of-an-hour' };
  const plugin = await start(openNote([]), { ...secrets, ...token }, { sessionToken: 'key-token' });
  plugin.commands[0]?.callback();
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before));
  expect(server.requests[before]?.headers).toMatchObject({ 'x-amz-security-token': 'token-of-an-hour' });
});

it('a session token that this device does not know is missed before anything is sent', async () => {
  const before = server.requests.length;
  const plugin = await start(openNote([]), secrets, { sessionToken: 'key-token' });
  plugin.commands[0]?.callback();
  await vi.waitFor(() => expect(shownNotices).toEqual([expect.not.stringMatching(/^Uploading/)]));
  expect(server.requests.length).toBe(before);
});

it('secrets are never in what is saved', async () => {
  const plugin = await start(openNote([]), secrets);
  expect(JSON.stringify(plugin.saved)).not.toContain(user.secretAccessKey);
});
