import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import type { JobHost } from './job.ts';
import type { Step } from './step.ts';

/** Waits no longer for these bytes. */
export function forgetStep({ ledger, clock }: JobHost, { path, sha256, profile }: PendingEntry): Step {
  return {
    kind: 'forget',
    subject: path,
    identity: `forget ${sha256} ${profile}`,
    async perform() {
      await ledger.note({ type: 'dropped', sha256, profile, at: clock.now().toISOString() });
      return { target: () => undefined, reused: false };
    },
  };
}
