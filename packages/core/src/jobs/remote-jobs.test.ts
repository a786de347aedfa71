import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskWorkspaces } from '../testing/disk-workspace.ts';
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy/fault-proxy.ts';
import { listed } from '../testing/job-under-test.ts';
import type { FileContent } from '../testing/memory-workspace.ts';
import { remoteJobHost } from '../testing/remote-job-host.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runCheckJob } from './check-job.ts';
import { runFlipJob } from './flip-job.ts';
import type { JobHost, JobReport } from './job.ts';
import { runMigrateJob } from './migrate-job.ts';
import { runNoteJob } from './note-job.ts';
import { runPullJob } from './pull-job.ts';

const owner = { name: 'owner', accessKeyId: 'OWNERACCESSKEY000001', secretAccessKey: 'owner/secret+key=1' };
const tree = diskWorkspaces();

let server: S3Server;
let proxy: FaultProxy;

beforeEach(async () => {
  const buckets = ['notes', 'backup'].map((name) => ({ name, owner: owner.name }));
  server = await startS3Server({ users: [owner], buckets });
  proxy = await startFaultProxy({ targetPort: server.port, pause: async () => {} });
});

afterEach(async () => {
  await proxy.close();
  await server.close();
});

/** The profiles `main` and `backup` on one server; `main` behind a line that may be bad. */
function jobHost(files: Readonly<Record<string, FileContent>>) {
  const main = { endpoint: proxy.endpoint, bucket: 'notes' };
  return remoteJobHost(files, { main, backup: { endpoint: server.endpoint, bucket: 'backup' } }, owner);
}

const keysIn = (bucket: string) =>
  server.storage
    .listObjects(bucket)
    .map(({ key }) => key)
    .toSorted();

const names = ['a b', '图 (1)', 'c+%20', "it's"];

/** A note whose pictures are in the store, and nowhere else. */
async function uploaded() {
  const pictures = Object.fromEntries(names.map((name) => [`${name}.png`, pngOf(name)]));
  const text = names.map((name) => `![[${name}.png]]`).join('\n');
  const job = jobHost({ 'a.md': text, ...pictures });
  const report = await runNoteJob(job.host, listed('a.md'));
  expect(report).toMatchObject({ changed: 1, problems: [] });
  for (const path of Object.keys(pictures)) job.workspace.put(path, undefined);
  return job;
}

it('flip brings objects of a real store beside the note, and links to them again on the way back', async () => {
  const { host, workspace } = await uploaded();
  const remote = workspace.text('a.md');
  expect(await runFlipJob(host, listed('a.md'), { to: 'local' })).toMatchObject({ changed: 1, problems: [] });
  const contents = workspace.paths().filter((path) => path.endsWith('.png'));
  expect(contents.map((path) => Buffer.from(workspace.bytes(path) ?? []).toString()).toSorted()).toEqual(
    names.map((name) => Buffer.from(pngOf(name)).toString()).toSorted(),
  );
  expect(await runFlipJob(host, listed('a.md'), { to: 'remote' })).toMatchObject({
    changed: 1,
    problems: [],
  });
  expect(workspace.text('a.md')).toBe(remote);
  expect(keysIn('notes')).toHaveLength(names.length);
});

it('pull puts a bucket on the disk, and fetches nothing twice', async () => {
  const { host } = await uploaded();
  const { workspace: into, bytes } = tree();
  expect(await runPullJob(host, { all: true, prefix: 'img/' }, { into })).toMatchObject({ problems: [] });
  for (const key of keysIn('notes')) expect(bytes(key)).toEqual(await bytesOf(key));
  proxy.clear();
  expect(await runPullJob(host, { all: true }, { into })).toMatchObject({
    steps: { download: 4 },
    problems: [],
  });
  expect(proxy.log.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /notes/']);
});

it.each([true, false])(
  'migrate copies to another real store and points notes there (keys kept: %s)',
  async (keepKeys) => {
    const { host, workspace } = await uploaded();
    const options = { from: 'main', to: 'backup', keepKeys };
    expect(await runMigrateJob(host, listed('a.md'), options)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')?.match(/https:\/\/backup\.test\/img\//g)).toHaveLength(names.length);
    expect(keysIn('backup')).toEqual(keysIn('notes'));
  },
);

it('check finds what is dead and unreferenced in a real store, moves it away and back', async () => {
  const { host, workspace } = await uploaded();
  expect(await runCheckJob(host, listed('a.md'), { olderThanHours: 0 })).toMatchObject({ problems: [] });
  const first = 'img/a-b.png';
  const text = workspace.text('a.md') ?? '';
  expect(text).toMatch(`main.test/${first}`);
  workspace.put('a.md', text.replace(/.*\n/, '![](https://main.test/img/gone.png)\n'));
  const report = await runCheckJob(host, listed('a.md'), { olderThanHours: 0 });
  expect(report.problems.map(({ error }) => [error.code, error.facts.key])).toEqual([
    ['store/no-such-key', 'img/gone.png'],
    ['check/unreferenced', first],
  ]);
  const before = keysIn('notes');
  const moving = { olderThanHours: 0, deleteUnreferenced: true };
  expect(await runCheckJob(host, listed('a.md'), moving)).toMatchObject({ steps: { quarantine: 1 } });
  const away = /^\.imbed-quarantine\/\d{4}-\d\d-\d\d\/img\/a-b\.png$/;
  expect(keysIn('notes')).toContainEqual(expect.stringMatching(away));
  expect(keysIn('notes')).not.toContain(first);
  expect(await runCheckJob(host, listed('a.md'), { restore: true })).toMatchObject({ steps: { restore: 1 } });
  expect(keysIn('notes')).toEqual(before);
});

describe('on a line that flips a bit of what is read', () => {
  const flip = { method: 'GET', path: /\.png$/, fault: { kind: 'flip-reply', byte: 8 } } as const;

  it.each<[string, (host: JobHost) => Promise<JobReport>]>([
    ['flip', (host) => runFlipJob(host, listed('a.md'), { to: 'local' })],
    ['pull', (host) => runPullJob(host, { all: true }, { into: tree().workspace })],
    ['migrate', (host) => runMigrateJob(host, listed('a.md'), { from: 'main', to: 'backup' })],
  ])('%s notices, leaves everything as it is, and does it when the line is good again', async (_, run) => {
    const { host, workspace } = await uploaded();
    const text = workspace.text('a.md');
    proxy.rule(flip);
    const report = await run(host);
    expect(report.problems.map(({ error }) => error.code)).toEqual(names.map(() => 'store/damaged'));
    expect(workspace.text('a.md')).toBe(text);
    expect(workspace.paths()).toEqual(['a.md']);
    expect(keysIn('backup')).toEqual([]);
    proxy.clear();
    expect((await run(host)).problems).toEqual([]);
  });

  it('one flipped bit is put right by reading again', async () => {
    const { host } = await uploaded();
    proxy.rule({ ...flip, times: 1 });
    expect(await runFlipJob(host, listed('a.md'), { to: 'local' })).toMatchObject({
      changed: 1,
      problems: [],
    });
    expect(proxy.log.filter(({ fault }) => fault === 'flip-reply')).toHaveLength(1);
  });
});

it.each(['truncate-reply', 'reset-reply'] as const)(
  'pull writes no file when replies end early by %s',
  async (kind) => {
    const { host } = await uploaded();
    const { workspace: into, bytes } = tree();
    proxy.rule({ method: 'GET', path: /\.png$/, fault: { kind, afterBytes: 5 } });
    const report = await runPullJob(host, { all: true }, { into });
    expect(report.problems.map(({ error }) => error.code)).toEqual(names.map(() => 'network/interrupted'));
    for (const key of keysIn('notes')) expect(bytes(key)).toBeUndefined();
  },
);

async function bytesOf(key: string): Promise<Uint8Array | undefined> {
  const found = await server.storage.readObject('notes', key);
  return found && Uint8Array.from(found.bytes);
}
