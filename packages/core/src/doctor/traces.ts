import type { Probe, ProbeMemory } from './probe-memory.ts';

/** What this run has in the store at the moment, remembered for the next run in case that this one is killed. */
export interface Traces {
  readonly current: Pick<Probe, 'key' | 'uploadId'> | undefined;
  /** Called before the store is asked, since the answer may never come. */
  leave(trace: Pick<Probe, 'key' | 'uploadId'>): Promise<void>;
  remove(): Promise<void>;
  /** Leaves it to the next run. */
  giveUp(): Promise<void>;
}

/**
 * A memory that fails does not end the run: what it left is then found by the list of the bucket, or not at all.
 */
export function createTraces(memory: ProbeMemory | undefined, run: Pick<Probe, 'id' | 'store'>): Traces {
  let current: Traces['current'];
  const remember = async (probe: Probe) => memory?.remember(probe).catch(() => undefined);
  return {
    get current() {
      return current;
    },
    async leave(trace) {
      current = trace;
      await remember({ ...run, ...trace });
    },
    async giveUp() {
      if (current !== undefined) await remember({ ...run, ...current, over: true });
    },
    async remove() {
      current = undefined;
      await memory?.forget(run.id).catch(() => undefined);
    },
  };
}
