import { toImbedError } from '../../errors.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import { storeIdentity } from '../../providers/store-identity.ts';
import type { Bench } from '../bench.ts';
import { type Check, pass, skipped, warn } from '../check.ts';
import { LONGEST_RUN_MS } from '../probe-memory.ts';
import { isProbe, LASTING_ID, probeKey } from '../probe-object.ts';

/**
 * What runs before this one have left behind when they were killed: those that are remembered, and whatever else is
 * under the prefix of probes and is older than a run can be. Another device may be at it at this moment.
 */
export const leftoversCheck: Check = async (bench) => {
  await removeRemembered(bench);
  try {
    await abortUploads(bench);
    const left = await removeListed(bench);
    return left.length === 0
      ? pass()
      : warn('doctor/leftovers', { key: left[0] ?? '', detail: left.join(', ') });
  } catch (error) {
    // Why not is told by the check of listing.
    return skipped('doctor/cannot-list', toImbedError(error).facts);
  }
};

async function removeRemembered(bench: Bench): Promise<void> {
  const { id, store, objects, sessions, options } = bench;
  const { memory } = bench.host;
  const { key: own } = await bench.probe();
  const probes = (await memory?.remembered().catch(() => [])) ?? [];
  const identity = storeIdentity(store);
  for (const probe of probes) {
    if (probe.id === id || probe.store !== identity) continue;
    const key = keyOf(probe.key);
    if (key === undefined) continue;
    const { uploadId } = probe;
    try {
      // One that was aborted after all is not there any more.
      if (uploadId !== undefined) await sessions.abort({ key, uploadId }, options).catch(() => undefined);
      // The one that lasts is this run's as well; and what never came to be, not everybody may delete.
      const isLeft = key !== own && (await objects.head(key, options).catch(() => true)) !== undefined;
      if (isLeft) await objects.delete(key, options);
      await memory?.forget(probe.id);
    } catch {
      // It stays remembered, and the next run tries again.
    }
  }
}

/** However young: to a run that is just giving its own up, one that is gone is as good. */
async function abortUploads({ sessions, prefix, options }: Bench): Promise<void> {
  try {
    for await (const { key, uploadId } of sessions.unfinished(prefix, options)) {
      const ours = keyOf(key);
      if (ours !== undefined) await sessions.abort({ key: ours, uploadId }, options).catch(() => undefined);
    }
  } catch {
    // Another right than listing objects, and one that many stores do not offer.
  }
}

/** Answers with the keys that could not be removed. */
async function removeListed(bench: Bench): Promise<readonly string[]> {
  const { bucket, prefix, probe, objects, options } = bench;
  const living = await oldestOfTheLiving(bench);
  const { key: own, deletable } = await probe();
  const left: string[] = [];
  for await (const page of (await bucket()).list({ prefix }, options)) {
    for (const { key, size, lastModified } of page.objects) {
      const lasting = key === probeKey(prefix, LASTING_ID) && !deletable;
      if (key === own || lasting || lastModified === undefined || lastModified >= living) continue;
      const stale = keyOf(key, size);
      if (stale !== undefined && !(await removes(objects.delete(stale, options)))) left.push(key);
    }
  }
  return left;
}

async function removes(deletion: Promise<void>): Promise<boolean> {
  return deletion.then(
    () => true,
    () => false,
  );
}

/** By the clock of the store, which dates its objects. */
async function oldestOfTheLiving({ stranger, host }: Bench): Promise<Date> {
  const date = Date.parse((await stranger()).headers['date'] ?? '');
  const now = Number.isNaN(date) ? host.clock.now().getTime() : date;
  return new Date(now - LONGEST_RUN_MS);
}

/** `undefined` for what is no probe, whoever says so: what is here is going to be deleted. */
function keyOf(text: string, size?: number): ObjectKey | undefined {
  const parsed = parseObjectKey(text);
  return parsed.ok && isProbe(text, size) ? parsed.value : undefined;
}
