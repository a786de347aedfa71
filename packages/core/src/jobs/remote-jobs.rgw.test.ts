import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskWorkspaces } from '../testing/disk-workspace.ts';
import { listed } from '../testing/job-under-test.ts';
import { remoteJobHost } from '../testing/remote-job-host.ts';
import { openRgwStore } from '../testing/rgw-store.ts';
import type { StoreServer } from '../testing/store-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runCheckJob } from './check-job.ts';
import { runFlipJob } from './flip-job.ts';
import { runMigrateJob } from './migrate-job.ts';
import { runNoteJob } from './note-job.ts';
import { runPullJob } from './pull-job.ts';

const tree = diskWorkspaces();

let server: StoreServer;
beforeAll(async () => {
  server = await openRgwStore();
});
afterAll(() => server.close());

it('a note goes to Ceph RGW, to the disk and back, and to another bucket, with a backup and nothing left over', async () => {
  const { endpoint } = server.storeOf(server.bucket);
  const main = { endpoint, bucket: server.bucket };
  const backup = { endpoint, bucket: server.publicBucket };
  const names = ["it's 图 (1)", 'c+%20'];
  const pictures = Object.fromEntries(names.map((name) => [`${name}.png`, pngOf(name)]));
  const text = names.map((name) => `![[${name}.png]]`).join('\n');
  const { host, workspace } = remoteJobHost(
    { 'a.md': text, ...pictures },
    { main, backup },
    server.credentials,
  );
  const fine = { problems: [] };

  expect(await runNoteJob(host, listed('a.md'))).toMatchObject({ changed: 1, ...fine });
  const remote = workspace.text('a.md');
  for (const path of Object.keys(pictures)) workspace.put(path, undefined);
  expect(await runFlipJob(host, listed('a.md'), { to: 'local' })).toMatchObject({ changed: 1, ...fine });
  expect(workspace.paths()).toHaveLength(1 + names.length);
  expect(await runFlipJob(host, listed('a.md'), { to: 'remote' })).toMatchObject({ changed: 1, ...fine });
  expect(workspace.text('a.md')).toBe(remote);

  const into = tree();
  expect(await runPullJob(host, { all: true }, { into: into.workspace })).toMatchObject({
    steps: { download: 2 },
    ...fine,
  });
  for (const key of ['img/it-s-图-1.png', 'img/c-20.png']) expect(into.bytes(key)).toBeDefined();

  const migration = { from: 'main', to: 'backup', keepKeys: true };
  expect(await runMigrateJob(host, listed('a.md'), migration)).toMatchObject({ changed: 1, ...fine });
  expect(await runCheckJob(host, listed('a.md'), { olderThanHours: 0, profile: 'backup' })).toMatchObject(
    fine,
  );

  // Clocks of two machines: what was put in this moment may be dated a little later.
  workspace.put('a.md', 'no pictures');
  const away = { olderThanHours: -1, deleteUnreferenced: true };
  expect(await runCheckJob(host, listed('a.md'), away)).toMatchObject({ steps: { quarantine: 2 }, ...fine });
  workspace.put('a.md', remote);
  expect((await runCheckJob(host, listed('a.md'))).problems).toHaveLength(2);
  expect(await runCheckJob(host, listed('a.md'), { restore: true })).toMatchObject({
    steps: { restore: 2 },
    ...fine,
  });
});
