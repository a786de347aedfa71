import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Fault,
  type FaultProxy,
  type RecordedRequest,
  referencesThatDoNotResolve,
  type S3Server,
  startFaultProxy,
} from '@imbed/core/testing';
import { expect, onTestFinished } from 'vitest';
import { type Bench, bucket, createBench, imbed, sha256, startStore } from '../support.ts';
import { everyPending, storedKeys } from './ledger-lines.ts';
import { type Moment, runUntil } from './run-until.ts';
import { createTriedVault, everyFile, moveBack, type TriedVault } from './tried-vault.ts';

/** How the images of a vault are kept, and what keeps them from it. */
export interface ScenePlan {
  /** In the vault; 6 when absent. */
  readonly notes?: number;
  readonly mode: 'remote' | 'dual';
  readonly link?: 'remote' | 'local';
  readonly deleteLocal?: boolean;
  readonly mirror?: boolean;
  /** What the store refuses at first. */
  readonly outage?: 'everything' | 'half of the pictures' | 'the mirror';
  /** The store is behind a proxy that may be told to spoil what passes. */
  readonly isLineBad?: boolean;
}

const backup = 'my-backup';

export interface Scene {
  readonly plan: ScenePlan;
  readonly bench: Bench;
  readonly server: S3Server;
  /** Between the commands and the store. */
  readonly proxy: FaultProxy | undefined;
  readonly vault: TriedVault;
  /** Of the notes when they point at the store. */
  readonly newTexts: readonly string[];
  /** Notes that were moved away from their pictures: their references are dead until they are synced. */
  readonly alone: Set<string>;
  isOut: boolean;
}

/** A vault that nothing has happened to, and its store. @param newTexts with `STORE` where the store's address is */
export async function createScene(plan: ScenePlan, newTexts: readonly string[]): Promise<Scene> {
  const owned = { owner: 'writer', acl: 'public-read' } as const;
  const server = await startStore({
    buckets: [
      { name: bucket, ...owned },
      { name: backup, ...owned },
    ],
  });
  const bench = createBench(server.endpoint);
  const proxy = plan.isLineBad === true ? await startFaultProxy({ targetPort: server.port }) : undefined;
  if (proxy !== undefined) onTestFinished(() => proxy.close());
  const settings = settingsOf(plan, server.endpoint, proxy?.endpoint);
  writeFileSync(bench.config, JSON.stringify(settings), { mode: 0o600 });
  const vault = createTriedVault(join(bench.folder, 'vault'), plan.notes ?? 6);
  return {
    ...{ plan, bench, server, proxy, vault, alone: new Set<string>(), isOut: plan.outage !== undefined },
    newTexts:
      plan.link === 'local'
        ? vault.oldTexts
        : newTexts.map((text) => text.replaceAll('STORE', server.endpoint)),
  };
}

function settingsOf(
  { mode, link = 'remote', mirror = false }: ScenePlan,
  address: string,
  endpoint: string = address,
) {
  const store = {
    provider: 'custom',
    endpoint,
    region: 'us-east-1',
    addressing: 'path',
    keyTemplate: '{hash}.{ext}',
    timeoutSeconds: endpoint === address ? 30 : 1,
  };
  const publicBaseUrl = `${address}/${bucket}`;
  const blog = { ...store, bucket, publicBaseUrl, mirrors: mirror ? ['backup'] : [] };
  const profiles = { blog, backup: { ...store, bucket: backup } };
  return { version: 1, defaultProfile: 'blog', profiles, storage: { mode, link } };
}

/** What a run does that nobody disturbs. */
interface UndisturbedRun {
  /** Of the notes, with `STORE` where the store's address is. */
  readonly newTexts: readonly string[];
  readonly wallMs: number;
}

const undisturbedRuns = new Map<string, Promise<UndisturbedRun>>();

/** The same every time, so it is tried once for all tests of a file. */
export function undisturbed(plan: ScenePlan = { mode: 'remote' }): Promise<UndisturbedRun> {
  const name = JSON.stringify(plan);
  const run = undisturbedRuns.get(name) ?? runUndisturbed(plan);
  undisturbedRuns.set(name, run);
  return run;
}

async function runUndisturbed(plan: ScenePlan): Promise<UndisturbedRun> {
  const { bench, vault, server } = await createScene(plan, []);
  const begin = performance.now();
  expect((await imbed(bench, ['note', '.'], { cwd: vault.folder })).code).toBe(0);
  const wallMs = performance.now() - begin;
  return { newTexts: vault.texts().map((text) => text.replaceAll(server.endpoint, 'STORE')), wallMs };
}

/** A key that is no good, or a bucket that is full: of what store and pictures, the plan says. */
function refusal({ plan: { outage }, isOut }: Scene, { path }: RecordedRequest): Fault | undefined {
  if (!isOut) return undefined;
  const meets = {
    everything: true,
    'half of the pictures': /\/[0-7][^/]*$/.test(path),
    'the mirror': path.startsWith(`/${backup}/`),
  };
  if (outage === undefined || !meets[outage]) return undefined;
  return {
    kind: 'refuse',
    status: 403,
    code: /[02468ace]\.png$/.test(path) ? 'InvalidAccessKeyId' : 'QuotaExceeded',
  };
}

/** Runs a command that may be killed, and looks at what it left. @returns where it was killed, if it was */
export async function life(
  scene: Scene,
  args: readonly string[],
  moment: Moment,
): Promise<string | undefined> {
  const { bench, vault, server } = scene;
  const { stderr, killedAt } = await runUntil(bench, args, vault.folder, moment, (onRequest) =>
    server.intercept((request) => {
      onRequest();
      return refusal(scene, request);
    }),
  );
  expect(stderr).not.toContain('[internal]');
  vault.noteJobs();
  await expectSound(scene);
  return killedAt;
}

/** Runs a command to its end; with a store that works, that is a good one. */
export async function run(scene: Scene, args: readonly string[]): Promise<void> {
  scene.server.intercept((request) => refusal(scene, request));
  const { code, stderr } = await imbed(scene.bench, args, { cwd: scene.vault.folder });
  if (!scene.isOut) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  scene.vault.noteJobs();
  await expectSound(scene);
}

/** Every note is the old or the new one, every reference leads somewhere, no picture is lost or torn. */
export async function expectSound(scene: Scene): Promise<void> {
  const { vault, server, alone } = scene;
  const texts = vault.texts();
  expect(texts.filter((text, index) => !isSound(scene, index, text))).toEqual([]);
  const dead = await referencesThatDoNotResolve(vault.folder, (url) => isStored(server, url));
  const excused = new Set([...alone].map(vault.now));
  expect(dead.filter(({ note }) => !excused.has(note))).toEqual([]);
  const trash = everyFile(join(vault.folder, '.imbed/trash'));
  expect(vault.pictures.map((picture) => vault.pictureNow(picture, trash))).toEqual(vault.oldPictures);
}

function isSound({ plan, vault, newTexts, alone }: Scene, index: number, text: string): boolean {
  const [old, next] = [vault.oldTexts[index] ?? '', newTexts[index] ?? ''];
  if (text === old || text === next) return true;
  // Some of the links: those to what the store took, or to what is found wherever it is.
  const mayBeMixed =
    plan.outage === 'half of the pictures' || plan.isLineBad || alone.has(vault.notes[index] ?? '');
  const [parts, oldParts, nextParts] = [text, old, next].map((one) => one.split('\n\n'));
  return (
    mayBeMixed === true &&
    parts?.length === oldParts?.length &&
    parts?.every((part, at) => part === oldParts?.[at] || part === nextParts?.[at]) === true
  );
}

function isStored(server: S3Server, url: string): boolean {
  const [, name = '', ...key] = decodeURIComponent(new URL(url).pathname).split('/');
  return (
    url.startsWith(`${server.endpoint}/`) && server.storage.findObject(name, key.join('/')) !== undefined
  );
}

/**
 * Lets the store work, and runs what people would without any disturbance: then everything is stored, recorded and
 * linked, nothing is left over, and all of it can be taken back.
 * @param undoMoment when the next `imbed undo` is killed before it is done again
 * @returns where those were killed
 */
export async function conclude(
  scene: Scene,
  undoMoment: () => Moment | undefined,
): Promise<readonly string[]> {
  scene.isOut = false;
  await run(scene, ['sync']);
  scene.alone.clear();
  await run(scene, noteCommand(scene.plan));
  expect(scene.vault.texts()).toEqual(scene.newTexts);
  const { vault, bench } = scene;
  const files = [...everyFile(vault.folder), ...everyFile(bench.state)];
  expect(files.filter((file) => /\.(tmp|lock|break)$/.test(file))).toEqual([]);
  await expectAllStored(scene, 'blog', bucket);
  if (scene.plan.mirror === true) await expectAllStored(scene, 'backup', backup);
  expect(everyPending(vault.folder)).toEqual([]);
  return takeBack(scene, undoMoment);
}

export function noteCommand({ deleteLocal = false }: ScenePlan): readonly string[] {
  return ['note', '.', ...(deleteLocal ? ['--delete-local'] : [])];
}

async function expectAllStored({ server, vault }: Scene, profile: string, name: string): Promise<void> {
  const keys = vault.oldPictures.map((bytes) => `${sha256(bytes)}.png`).sort();
  expect(server.storage.listObjects(name).map(({ key }) => key)).toEqual(keys);
  expect(storedKeys(vault.folder, profile)).toEqual(keys);
  for (const key of keys) {
    const object = await server.storage.readObject(name, key);
    expect(`${sha256(object?.bytes ?? Buffer.alloc(0))}.png`).toBe(key);
  }
}

/** The last event first, as whoever moved notes since has to do it. */
async function takeBack(
  { vault, bench }: Scene,
  undoMoment: () => Moment | undefined,
): Promise<readonly string[]> {
  const kills: string[] = [];
  for (const event of vault.events.toReversed()) {
    if ('from' in event) {
      moveBack(vault.folder, event);
      continue;
    }
    const moment = undoMoment();
    const killed = moment && (await runUntil(bench, ['undo'], vault.folder, moment)).killedAt;
    if (killed !== undefined) kills.push(killed);
    if (vault.isUndone(event.job)) continue;
    const { code, stderr } = await imbed(bench, ['undo'], { cwd: vault.folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(vault.isUndone(event.job)).toBe(true);
  }
  expect((await imbed(bench, ['undo'], { cwd: vault.folder })).stderr).toContain('[undo/nothing]');
  const path = (name: string) => join(vault.folder, name);
  expect(vault.notes.map((note) => readFileSync(path(note), 'utf8'))).toEqual(vault.oldTexts);
  expect(vault.pictures.map((picture) => readFileSync(path(picture)))).toEqual(vault.oldPictures);
  return kills;
}
