import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  cancelled,
  ImbedError,
  type JobHost,
  type OpenProfile,
  type PendingEntry,
  parseWorkspacePath,
  runSyncJob,
  toImbedError,
} from '@imbed/core';
import { type Configured, hostOfJob } from './configured.ts';
import { hashOf, type Turns } from './turns.ts';

/** Images that could not be stored yet, in a folder of the server's own, which is a workspace to the ledger. */
export interface WaitingImages {
  /** Runs `work`, which may add to them; none is cleared away meanwhile. */
  adding<T>(work: () => Promise<T>): Promise<T>;
  /** Tries to store them; whoever asks while that goes on gets the same answer. Rejects with `config/*`. */
  retry(options?: RetryOptions): Promise<void>;
  /**
   * Nobody wants it stored any more. An upload of it that is under way is waited for.
   * @param since when nobody did, in milliseconds since 1970
   * Rejects with `serve/uploaded-since` when it was stored, or handed in again, after that; `serve/unknown-object`.
   */
  drop(entry: PendingEntry, since: number): Promise<void>;
  /** For whoever has the turn of the picture. */
  dropInTurn(entry: PendingEntry): Promise<void>;
}

export interface RetryOptions {
  /** Ends it for all who asked. */
  readonly signal?: AbortSignal;
  /** Called for each that was pending, as soon as it is known what became of it. */
  readonly onResult?: (result: RetryResult) => void;
}

export interface RetryResult {
  readonly entry: PendingEntry;
  /** Why it is still pending. */
  readonly error?: ImbedError;
}

interface Retry {
  readonly ended: Promise<void>;
  readonly results: readonly RetryResult[];
  readonly listeners: Set<(result: RetryResult) => void>;
}

/** @param folder where the images lie; absolute */
export function createWaitingImages(
  folder: string,
  configured: () => Promise<Configured>,
  turns: Turns,
): WaitingImages {
  let running: Retry | undefined;
  let adding = 0;
  /** Of additions that were ever begun. */
  let begun = 0;
  /** Hashes. */
  const dropped = new Set<string>();

  function start(signal: AbortSignal | undefined): Retry {
    const results: RetryResult[] = [];
    const listeners = new Set<(result: RetryResult) => void>();
    const tell = (result: RetryResult) => {
      results.push(result);
      for (const listener of listeners) listener(result);
    };
    const ended = configured()
      .then((current) => retryAll(takingTurns(hostOfJob(current), turns), tell, signal))
      .then(clear)
      .finally(() => {
        running = undefined;
      });
    return { ended, results, listeners };
  }

  /**
   * What the ledger knows to be stored or dropped, and second copies of what came twice. A file that it knows nothing of
   * stays: without its ledger, the folder is all that is left of what waits.
   */
  async function clear(): Promise<void> {
    const begunBefore = begun;
    const { ledger } = (await configured()).host;
    const waits = await ledger.pending();
    const isWanted = (path: string) => waits.some((entry) => entry.path === path);
    const hasCopy = (sha256: string) =>
      waits.filter(isOf(sha256)).some((entry) => existsSync(join(folder, entry.path)));
    const over: string[] = [];
    for (const name of readdirSync(folder)) {
      const path = parseWorkspacePath(name);
      const known = path.ok && !isWanted(name) ? await ledger.localAt(path.value) : undefined;
      if (known === undefined) continue;
      const isStored = (await ledger.find(known.sha256)).length > 0 && !waits.some(isOf(known.sha256));
      if (isStored || dropped.has(known.sha256) || hasCopy(known.sha256)) over.push(name);
    }
    // What is being added is in the folder before it is in the ledger.
    if (adding === 0 && begun === begunBefore)
      for (const name of over) rmSync(join(folder, name), { force: true });
  }

  async function dropInTurn({ sha256, profile }: PendingEntry): Promise<void> {
    const { ledger, clock } = (await configured()).host;
    await ledger.note({ type: 'dropped', sha256, profile, at: clock.now().toISOString() });
    if (!(await ledger.pending()).some(isOf(sha256))) dropped.add(sha256);
    await clear();
  }

  return {
    async adding(work) {
      adding++;
      begun++;
      try {
        return await work();
      } finally {
        adding--;
      }
    },
    async retry({ signal, onResult = () => {} } = {}) {
      running ??= start(signal);
      const { results, listeners, ended } = running;
      for (const result of results) onResult(result);
      listeners.add(onResult);
      await ended;
    },
    dropInTurn,
    async drop(entry, since) {
      await turns.run(entry.sha256, async () => {
        const { ledger } = (await configured()).host;
        const waits = (await ledger.pending()).find((one) => idOf(one) === idOf(entry));
        if (waits === undefined) throw new ImbedError(await whyGone(ledger, entry));
        if (isAfter(waits.at, since)) throw new ImbedError('serve/uploaded-since');
        await dropInTurn(waits);
      });
    },
  };
}

async function whyGone(ledger: JobHost['ledger'], { sha256, profile }: PendingEntry) {
  const stored = (await ledger.objects()).some((one) => one.sha256 === sha256 && one.profile === profile);
  return stored ? 'serve/uploaded-since' : 'serve/unknown-object';
}

/** By the clock here: that of another machine, which syncs its ledger, may be ahead. */
export function isAfter(at: string, since: number): boolean {
  const time = Date.parse(at);
  return time > since && time <= Date.now();
}

/** What was dropped or deleted before its turn came is not stored any more. */
function takingTurns(host: JobHost, turns: Turns): JobHost {
  const { profiles, ledger } = host;
  const isWanted = async (sha256: string, profile: string) =>
    [...(await ledger.pending()), ...(await ledger.objects())].some(
      (entry) => entry.sha256 === sha256 && entry.profile === profile,
    );
  const inTurn = ({ name, uploads, ...rest }: OpenProfile): OpenProfile => ({
    ...{ ...rest, name },
    uploads: {
      async upload(source, options) {
        const bytes = await source.read();
        const hash = hashOf(bytes);
        return turns.run(hash, async () =>
          (await isWanted(hash, name))
            ? uploads.upload({ ...source, read: async () => bytes }, options)
            : { status: 'failed', error: cancelled('not-sent') },
        );
      },
    },
  });
  return {
    ...host,
    profiles: { ...profiles, open: async (profile) => inTurn(await profiles.open(profile)) },
  };
}

/** Tells of each once, and of those first that end first. Rejects as the ledger does. */
async function retryAll(
  host: JobHost,
  tell: (result: RetryResult) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const open = new Map((await host.ledger.pending()).map((entry) => [idOf(entry), entry]));
  if (open.size === 0) return;
  const end = (entry: PendingEntry, error?: ImbedError) => {
    if (open.delete(idOf(entry))) tell({ entry, ...(error && { error }) });
  };
  const endStored = async () => {
    const still = new Set((await host.ledger.pending()).map(idOf));
    for (const [id, entry] of open) if (!still.has(id)) end(entry);
  };
  let looks = Promise.resolve();
  await runSyncJob(host, {
    ...(signal && { signal }),
    onEvent(event) {
      if (event.type === 'done') looks = looks.then(endStored);
      if (event.type !== 'problem') return;
      const { subject, mirror, error } = event.problem;
      for (const entry of [...open.values()])
        if (entry.path === subject && (mirror ?? entry.profile) === entry.profile) end(entry, error);
    },
  });
  await looks;
  await endStored();
  for (const entry of [...open.values()])
    end(entry, signal?.aborted ? cancelled('unknown') : toImbedError(undefined));
}

function isOf(sha256: string): (entry: PendingEntry) => boolean {
  return (entry) => entry.sha256 === sha256;
}

function idOf({ sha256, profile }: PendingEntry): string {
  return `${sha256} ${profile}`;
}
