import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import type { JobHost } from './job.ts';
import type { Step } from './step.ts';

/** Waits no longer for these bytes. @param mirrors the same bytes, which nobody wants with other profiles either */
export function forgetStep(
  { ledger, clock }: JobHost,
  { path, sha256, profile }: PendingEntry,
  mirrors: readonly PendingEntry[] = [],
): Step {
  return {
    kind: 'forget',
    subject: path,
    identity: `forget ${sha256} ${profile}`,
    async perform() {
      // Stopped half-way, the mirrors are not what is left: nothing would tell that their picture was taken back.
      for (const dropped of [...mirrors.map((mirror) => mirror.profile), profile])
        await ledger.note({ type: 'dropped', sha256, profile: dropped, at: clock.now().toISOString() });
      return { target: () => undefined, reused: false };
    },
  };
}
