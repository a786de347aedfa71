import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  copyCorpus,
  type FaultProxy,
  filesBelow,
  referencesThatDoNotResolve,
  type S3Server,
  startFaultProxy,
  type WireFault,
} from '@imbed/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bucket, createBench, imbed, lines, type Run, sha256, startStore } from './support.ts';
import { everyPending, storedKeys } from './vault-scene/ledger-lines.ts';
import { conclude, createScene, expectSound, type Scene, undisturbed } from './vault-scene/scene.ts';

/** What can happen on the way to a store. */
const faults: Readonly<Record<string, WireFault>> = {
  'a 503': { kind: 'refuse', status: 503, code: 'ServiceUnavailable' },
  'a 503 before the body was taken': { kind: 'refuse', status: 503, code: 'ServiceUnavailable', early: true },
  'a reset before the store has anything': { kind: 'reset-request', afterBytes: 0 },
  'a reset before the store has all': { kind: 'reset-request', afterBytes: 60 },
  'a lost reply, after the store has done its work': { kind: 'lose-reply' },
  'a reset within the reply': { kind: 'reset-reply', afterBytes: 0 },
  'a truncated reply': { kind: 'truncate-reply', afterBytes: 20 },
  'a hang': { kind: 'hang' },
  'a bit flipped in the request': { kind: 'flip-request', byte: 90 },
  'a bit flipped in the reply': { kind: 'flip-reply', byte: 20 },
};

/** So often that some pictures fail for good, since each request is tried three times; a hang takes a second. */
const rateOf = ({ kind }: WireFault) => (kind === 'hang' ? 0.3 : 0.6);

/** What is recorded as stored is stored, byte for byte. */
async function expectTrueLedger(server: S3Server, folder: string): Promise<void> {
  for (const key of storedKeys(folder, 'blog')) {
    const object = await server.storage.readObject(bucket, key);
    expect(sha256(object?.bytes ?? Buffer.alloc(0))).toBe(key.replace(/\..*$/, ''));
  }
}

/** A command on the bad line fails with words for it, if at all, and leaves nothing wrong. */
async function tryOnBadLine(scene: Scene, args: readonly string[]): Promise<void> {
  const { bench, vault, server } = scene;
  const { code, stderr } = await imbed(bench, args, { cwd: vault.folder });
  expect(stderr.split('\n').filter((line) => !/^$|\[(network|store)\/[a-z-]+\]$/.test(line))).toEqual([]);
  expect(code).toBe(stderr === '' ? 0 : 1);
  vault.noteJobs();
  await expectSound(scene);
  await expectTrueLedger(server, vault.folder);
}

describe.each(Object.entries(faults))('a line with %s now and then', (_, fault) => {
  it('does imbed note and imbed sync no harm, and nothing tells of it once they ran on a good one', async () => {
    const { newTexts } = await undisturbed();
    const scene = await createScene({ mode: 'remote', isLineBad: true }, newTexts);
    const { proxy } = scene;
    proxy?.rule({ fault, probability: rateOf(fault), seed: 5 });
    await tryOnBadLine(scene, ['note', '.']);
    await tryOnBadLine(scene, ['sync']);
    expect(proxy?.log.some((request) => request.fault === fault.kind)).toBe(true);
    proxy?.clear();
    await conclude(scene, () => undefined);
  });
});

/** The notes as people have them, with a store and a line of their own. */
async function createCorpus() {
  const server = await startStore();
  const proxy = await startFaultProxy({ targetPort: server.port });
  onTestFinished(() => proxy.close());
  const publicBaseUrl = `${server.endpoint}/${bucket}`;
  const line = { publicBaseUrl, keyTemplate: '{hash}.{ext}', timeoutSeconds: 1 };
  const bench = createBench(proxy.endpoint, line);
  const folder = join(bench.folder, 'vault');
  mkdirSync(join(folder, '.obsidian'), { recursive: true });
  copyCorpus(folder);
  const notes = filesBelow(folder).filter((path) => /\.(md|markdown)$/.test(path));
  const texts = () => notes.map((note) => readFileSync(join(folder, note), 'latin1'));
  return {
    ...{ server, proxy, folder, texts },
    run: (...args: readonly string[]) => imbed(bench, args, { cwd: folder }),
    dead: () =>
      referencesThatDoNotResolve(
        folder,
        (url) =>
          !url.startsWith(server.endpoint) || server.storage.findObject(bucket, basename(url)) !== undefined,
      ),
    /** What there is in the end, wherever the store is. */
    end: () => ({
      texts: texts().map((text) => text.replaceAll(server.endpoint, 'STORE')),
      objects: server.storage.listObjects(bucket).map(({ key, etag }) => [key, etag]),
      recorded: storedKeys(folder, 'blog'),
      pending: everyPending(folder),
    }),
  };
}

function spoil({ rule }: FaultProxy): void {
  for (const [seed, fault] of Object.values(faults).entries())
    rule({ fault, probability: fault.kind === 'hang' ? 0.01 : 0.06, seed });
}

/** Notices are about what a job changed, and which of the jobs changes a note is the line's affair. */
function problemLines({ stderr }: Run): readonly string[] {
  return lines(stderr).filter((line) => !line.includes('[note/srcset-kept]'));
}

it('real notes end on a line where everything goes wrong as they do on a good one', async () => {
  const [good, bad] = [await createCorpus(), await createCorpus()];
  const undisturbedRun = await good.run('note', '.');
  const [before, dead] = [bad.texts(), await bad.dead()];

  spoil(bad.proxy);
  expect((await bad.run('note', '.')).stdout).toMatch(/waiting for "imbed sync"/);
  const met = new Set(bad.proxy.log.flatMap(({ fault }) => fault ?? []));
  expect(met).toEqual(new Set(Object.values(faults).map(({ kind }) => kind)));
  expect(await bad.dead()).toEqual(dead);
  await expectTrueLedger(bad.server, bad.folder);

  bad.proxy.clear();
  expect(problemLines(await bad.run('sync'))).toEqual([
    expect.stringMatching(/^imbed: .*GBK\.md: .*\[note\/not-utf8\]$/),
  ]);
  expect(problemLines(await bad.run('note', '.'))).toEqual(problemLines(undisturbedRun));
  expect(bad.end()).toEqual(good.end());
  expect(bad.end().pending).toEqual([]);

  for (;;) {
    const undone = await bad.run('undo');
    if (undone.stderr.includes('[undo/nothing]')) break;
    expect(undone).toMatchObject({ code: 0, stderr: '' });
  }
  expect(bad.texts()).toEqual(before);
});
