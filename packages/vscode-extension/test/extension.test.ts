import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type S3Server, startS3Server } from '@imbed/core/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { activate } from '../src/extension.ts';
import { commands, person, screen, window } from './vscode-stub.ts';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const picture = fileURLToPath(new URL('../../core/fixtures/images/gradient.png', import.meta.url));

let server: S3Server;
let secrets: Map<string, string>;
let note: { text: string; closed: boolean };

beforeAll(async () => {
  const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
  server = await startS3Server({ users: [user], buckets: [bucket] });
});
afterAll(() => server.close());

beforeEach(() => {
  secrets = new Map();
  note = { text: '', closed: false };
  const endpoint = server.endpoint;
  person.chooses = { path: picture };
  person.answers = [user.accessKeyId, user.secretAccessKey, ''];
  person.configuration = {
    profiles: { blog: { provider: 'custom', bucket: 'my-notes', endpoint, region: 'us-east-1' } },
  };
  Object.assign(screen, { errors: [], messages: [], clipboard: '' });
  window.activeTextEditor = {
    selection: {},
    document: { uri: { path: 'Travel/sea.md' } },
    async edit(change: (builder: { replace(where: unknown, text: string): void }) => void) {
      if (!note.closed) change({ replace: (_, text) => (note.text = text) });
      return !note.closed;
    },
  };
  const storage = {
    get: async (key: string) => secrets.get(key),
    store: async (key: string, value: string) => void secrets.set(key, value),
  };
  Reflect.apply(activate, undefined, [{ secrets: storage, subscriptions: [] }]);
});

it('the command uploads the chosen image and puts a link into the note that anyone can follow', async () => {
  await commands.executeCommand('imbed.uploadImage');
  expect(screen.errors).toEqual([]);
  const url = /^!\[gradient\]\((.+)\)$/.exec(note.text)?.[1] ?? '';
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(picture))).toBe(true);
});

it('keys are asked for once and then remembered', async () => {
  await commands.executeCommand('imbed.uploadImage');
  await commands.executeCommand('imbed.uploadImage');
  expect([screen.errors, person.answers, secrets.size]).toEqual([[], [], 1]);
});

it('keys can be replaced', async () => {
  person.answers = ['OLD', 'old', '', user.accessKeyId, user.secretAccessKey, ''];
  await commands.executeCommand('imbed.setKeys');
  await commands.executeCommand('imbed.setKeys');
  await commands.executeCommand('imbed.uploadImage');
  expect([screen.errors, note.text]).toEqual([[], expect.stringContaining('![gradient](')]);
});

it('who does not give keys uploads nothing and sees no error', async () => {
  const before = server.requests.length;
  person.answers = [user.accessKeyId, undefined];
  await commands.executeCommand('imbed.uploadImage');
  expect([server.requests.length, screen.errors, note.text, secrets.size]).toEqual([before, [], '', 0]);
});

it('who chooses no image is left alone', async () => {
  person.chooses = undefined;
  await commands.executeCommand('imbed.uploadImage');
  expect([screen.errors, note.text]).toEqual([[], '']);
});

it('a link whose note was closed meanwhile goes to the clipboard', async () => {
  note.closed = true;
  await commands.executeCommand('imbed.uploadImage');
  expect(screen.clipboard).toMatch(/^!\[gradient\]\(http/);
  expect(screen.messages).toHaveLength(1);
});

it('a store that has closed is named as closed', async () => {
  person.configuration = { profiles: { blog: { provider: 'meituan-mss', bucket: 'my-notes' } } };
  await commands.executeCommand('imbed.uploadImage');
  expect(screen.errors).toEqual([expect.stringMatching(/^This storage service no longer exists/)]);
});

it('a failure says why and leaves the note as it was', async () => {
  person.answers = [user.accessKeyId, 'wrong', ''];
  await commands.executeCommand('imbed.uploadImage');
  expect([screen.errors.length, note.text]).toEqual([1, '']);
});
