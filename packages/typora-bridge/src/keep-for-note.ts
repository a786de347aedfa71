import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  acceptedPlan,
  createImageKeeper,
  defaultProfile,
  explain,
  type ImageKeeper,
  ImbedError,
  isImbedError,
  type KeepOptions,
  type KeepOutcome,
  type KeptImage,
  type StoragePlan,
  toImbedError,
  uploadAll,
  type WorkspacePath,
} from '@imbed/core';
import { findWorkspaceRoot } from '@imbed/core/node';
import type { Args } from './args.ts';
import { type Input, openInputs } from './inputs/inputs.ts';
import type { Io } from './io.ts';
import { type JobSession, openJobSession } from './jobs/job-session.ts';
import { keptResult, keptUrl } from './keep-local.ts';
import { messageLocale } from './locale.ts';
import { noteFileOf, notePathOf } from './note-path.ts';
import type { ProgressBar } from './progress-bar.ts';
import { proxyFor } from './proxy.ts';
import { failureLine } from './report.ts';
import type { InputResult } from './results.ts';
import { withSignedLinks } from './signed-links.ts';

/** A note that images are brought into, and the workspace around it. */
interface NoteScene extends JobSession {
  readonly note: WorkspacePath;
  /** What cannot be stored is kept all the same: `--on-failure=keep-local`. */
  readonly keepsFailed: boolean;
  readonly args: Args;
  readonly io: Io;
}

/**
 * The inputs of `imbed upload`, brought to where the note `--note` wants them, in input order. `undefined` where the
 * note is no file yet, or the configuration is of no use: nothing is known to be wanted then.
 */
export async function keepForNote(args: Args, io: Io): Promise<readonly InputResult[] | undefined> {
  const file = noteFileOf(args.value('note'), io);
  if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const session = await openJobSession(findWorkspaceRoot(file, io.home()), args, io).catch(ofNoUse);
  const note = session?.host.workspace.machine?.inside(file);
  if (session === undefined || note === undefined) return undefined;
  const keepsFailed = args.value('on-failure') === 'keep-local';
  const scene = { ...session, note, keepsFailed, args, io };
  const plan = await readPlan(scene).catch(toImbedError);
  const inputs = await openInputsFor(scene, plan);
  if (isImbedError(plan)) return Promise.all(inputs.map((input) => failedResult(scene, input, plan)));
  return plan === 'off'
    ? Promise.all(inputs.map((input) => untouchedResult(scene, input)))
    : keepAll(scene, inputs, plan, notePathForKeys(scene, file));
}

/** The upload without a note tells what is wrong with a configuration; after anything else nothing may be sent. */
function ofNoUse(error: unknown): undefined {
  if (!toImbedError(error).code.startsWith('config/')) throw error;
}

async function readPlan({ host, note }: NoteScene): Promise<StoragePlan | 'off'> {
  return acceptedPlan(await host.workspace.readNote(note), host.settings);
}

function openInputsFor({ host, args, io }: NoteScene, plan: StoragePlan | 'off' | ImbedError) {
  const { profiles, defaultProfile: usual } = host.settings;
  const name = typeof plan === 'object' && 'profile' in plan ? plan.profile : usual;
  const { maxBytes, timeoutSeconds, proxy } = profiles[name] ?? defaultProfile;
  return openInputs(args, {
    ...{ io, maxBytes, timeoutSeconds, allowPrivate: args.has('allow-private') },
    proxyFor: (url) => proxyFor(url, proxy, io.env),
  });
}

/** Where nothing marks a workspace, its folder says nothing about the note: its place below the home folder does. */
function notePathForKeys({ note, root, io }: NoteScene, file: string): string {
  return (!root.marked && notePathOf(file, io)) || note;
}

async function keepAll(
  scene: NoteScene,
  inputs: readonly Input[],
  plan: StoragePlan,
  notePath: string,
): Promise<readonly InputResult[]> {
  const { host, note, keepsFailed, args, io } = scene;
  const keeper = createImageKeeper(host);
  const whenNotStored = keepsFailed ? 'wait' : 'fail';
  const usual = { note, notePath, whenNotStored, anyFile: args.has('any-file') } as const;
  const bySource = new Map(inputs.map((input) => [input.source, input]));
  const sources = [...bySource.keys()];
  const worker = {
    async upload(source: Input['source'], { signal, onProgress }: KeepOptions = {}): Promise<KeepOutcome> {
      const options = { ...usual, ...(signal && { signal }), ...(onProgress && { onProgress }) };
      return keepInput(scene, keeper, bySource.get(source)?.place, source, plan, options);
    },
  };
  const keepWith = (bar?: ProgressBar) => uploadAll(worker, sources, { signal: io.signal, ...bar });
  const outcomes = await withProgress(scene, sources, keepWith);
  const results = await Promise.all(inputs.map((input, index) => resultOf(scene, input, outcomes[index])));
  const isPrivate = host.settings.profiles[plan.profile]?.access === 'signed';
  return isPrivate ? withSignedLinks(results, plan.profile, args, io) : results;
}

async function withProgress<T>(
  { args, io }: NoteScene,
  sources: readonly Input['source'][],
  work: (bar?: ProgressBar) => Promise<T>,
): Promise<T> {
  if (io.terminal === undefined || args.has('quiet')) return work();
  const { withProgressBar } = await import('./progress-bar.ts');
  return withProgressBar(io.terminal(), sources, work);
}

/** A file of the workspace is its own local copy. */
async function keepInput(
  { host: { workspace } }: NoteScene,
  keeper: ImageKeeper,
  place: Input['place'],
  source: Input['source'],
  plan: StoragePlan,
  options: KeepOptions,
): Promise<KeepOutcome> {
  const path = place && 'path' in place ? workspace.machine?.inside(resolve(place.path)) : undefined;
  const isThere = path !== undefined && (await workspace.size(path)) !== undefined;
  return isThere ? keeper.keepFile(path, plan, options) : keeper.keep(source, plan, options);
}

async function resultOf(
  scene: NoteScene,
  input: Input,
  outcome: KeepOutcome | undefined,
): Promise<InputResult> {
  if (outcome?.status !== 'done') return failedResult(scene, input, toImbedError(outcome?.error));
  const { kept } = outcome;
  tellTroubles(scene, input, kept);
  const urlTo = (path: WorkspacePath) => pathToFileURL(join(scene.root.path, path)).href;
  const url = kept.link.kind === 'remote' ? kept.link.url : urlTo(kept.link.path);
  const waits = kept.waiting.find(({ role }) => role === 'primary');
  if (waits !== undefined) return { input: input.label, status: 'kept-local', url, error: waits.error };
  return {
    ...{ input: input.label, status: 'done', url },
    ...(kept.stored && { stored: kept.stored }),
    ...(kept.local && { path: join(scene.root.path, kept.local) }),
  };
}

/** What went wrong beside an image that is where its note points. */
function tellTroubles({ args, io }: NoteScene, { label }: Input, { waiting, localError }: KeptImage): void {
  if (args.has('quiet')) return;
  const warn = (subject: string, error: ImbedError) => {
    const { message, hint } = explain(error, messageLocale(io.env));
    io.warn(failureLine(label, error, () => ({ message: `${subject}: ${message}`, hint })));
  };
  if (localError !== undefined) warn('no local copy', localError);
  for (const { role, profile, error } of waiting)
    if (role === 'mirror') warn(`no copy with "${profile}" yet, imbed sync tries again`, error);
}

async function failedResult(
  { keepsFailed, io }: NoteScene,
  input: Input,
  error: ImbedError,
): Promise<InputResult> {
  const keep = keepsFailed && !io.signal.aborted;
  return keep ? keptResult(input, error, io) : { input: input.label, status: 'failed', error };
}

/** The link to an image that is to be left alone: where it is. */
async function untouchedResult({ io }: NoteScene, input: Input): Promise<InputResult> {
  const { label, source, place } = input;
  try {
    if (place === undefined || 'path' in place) await source.read(io.signal);
    const url = await keptUrl(input, io);
    if (url === undefined) throw new ImbedError('source/empty', { name: label });
    return { input: label, status: 'done', url };
  } catch (error) {
    return { input: label, status: 'failed', error: toImbedError(error) };
  }
}
