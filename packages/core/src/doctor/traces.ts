import type { Probe, ProbeMemory } from './probe-memory.ts';

/** What this run has in the store at the moment, remembered for the next run in case that this one is killed. */
export interface Traces {
  readonly current: Pick<Probe, 'key' | 'uploadId'> | undefined;
  /** Called before the store is asked, since the answer may never come. */
  leave(trace: Pick<Probe, 'key' | 'uploadId'>): Promise<void>;
  remove(): Promise<void>;
}

export function createTraces(memory: ProbeMemory | undefined, run: Pick<Probe, 'id' | 'store'>): Traces {
  let current: Traces['current'];
  return {
    get current() {
      return current;
    },
    async leave(trace) {
      current = trace;
      await memory?.remember({ ...run, ...trace }).catch(() => undefined);
    },
    async remove() {
      current = undefined;
      await memory?.forget(run.id).catch(() => undefined);
    },
  };
}
