import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ImbedError, type JobReport, type PendingEntry, runSyncJob, toImbedError } from '@imbed/core';
import { type Configured, hostOfJob } from './configured.ts';

/** Images that could not be stored yet, in a folder of the server's own, which is a workspace to the ledger. */
export interface WaitingImages {
  /** Runs `work`, which may add to them; none is cleared away meanwhile. */
  adding<T>(work: () => Promise<T>): Promise<T>;
  /** Tries to store them; whoever asks while that goes on gets the same answer. Rejects with `config/*`. */
  retry(): Promise<RetryReport>;
}

export interface RetryReport {
  /** All that were pending, and why they still are. */
  readonly results: readonly { readonly entry: PendingEntry; readonly error?: ImbedError }[];
}

/** @param folder where the images lie; absolute */
export function createWaitingImages(folder: string, configured: () => Promise<Configured>): WaitingImages {
  let running: Promise<RetryReport> | undefined;
  let adding = 0;
  /** Of additions that were ever begun. */
  let begun = 0;

  async function retry(): Promise<RetryReport> {
    const host = hostOfJob(await configured());
    const before = await host.ledger.pending();
    if (before.length === 0) return { results: [] };
    const report = await runSyncJob(host);
    const begunBefore = begun;
    const still = new Set((await host.ledger.pending()).map(idOf));
    if (adding === 0 && begun === begunBefore)
      clear(before.filter((entry) => !still.has(idOf(entry)) && !mentions(still, entry)));
    return { results: before.map((entry) => resultOf(entry, still, report)) };

    function mentions(ids: ReadonlySet<string>, { path }: PendingEntry): boolean {
      return before.some((other) => other.path === path && ids.has(idOf(other)));
    }
  }

  function clear(entries: readonly PendingEntry[]): void {
    for (const { path } of entries) rmSync(join(folder, path), { force: true });
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
    retry() {
      running ??= retry().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function resultOf(entry: PendingEntry, still: ReadonlySet<string>, { problems }: JobReport) {
  if (!still.has(idOf(entry))) return { entry };
  const problem = problems.find(
    ({ subject, mirror = entry.profile }) => subject === entry.path && mirror === entry.profile,
  );
  return { entry, error: problem?.error ?? toImbedError(undefined) };
}

function idOf({ sha256, profile }: PendingEntry): string {
  return `${sha256} ${profile}`;
}
