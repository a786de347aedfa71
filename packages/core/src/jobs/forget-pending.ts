import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { forgetStep } from './forget-step.ts';
import type { JobHost } from './job.ts';
import { withMirrors } from './taken-back.ts';
import { idOf } from './waiting-notes.ts';

/**
 * Leaves an image that is pending where it is, for good: it is uploaded neither for its notes nor to mirrors. Nothing
 * happens to one that was stored meanwhile. Rejects with `local/write-failed`.
 */
export async function forgetPending(host: JobHost, entry: PendingEntry): Promise<void> {
  const pending = await host.ledger.pending();
  const own = pending.find((one) => idOf(one) === idOf(entry));
  if (own === undefined) return;
  const mirrors = withMirrors(pending, new Set([idOf(own)])).get(own);
  await forgetStep(host, own, mirrors).perform(undefined);
}
