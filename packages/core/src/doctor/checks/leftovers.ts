import { toImbedError } from '../../errors.ts';
import { type ObjectKey, parseObjectKey } from '../../naming/object-key.ts';
import { type Bench, storeIdentity } from '../bench.ts';
import { type Check, pass, skipped, warn } from '../check.ts';
import { isProbe, LASTING_ID, probeKey } from '../probe-object.ts';

/**
 * What runs before this one have left behind when they were killed: those that are remembered, and whatever else is
 * under the prefix of probes and was there before this run began.
 */
export const leftoversCheck: Check = async (bench) => {
  await removeRemembered(bench);
  try {
    await abortStaleUploads(bench);
    const left = await removeListed(bench);
    return left.length === 0
      ? pass()
      : warn('doctor/leftovers', { key: left[0] ?? '', detail: left.join(', ') });
  } catch (error) {
    // Why not is told by the check of listing.
    return skipped('doctor/cannot-list', toImbedError(error).facts);
  }
};

async function removeRemembered({ host: { memory }, id, store, objects, sessions, options }: Bench) {
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
      await objects.delete(key, options);
      await memory?.forget(probe.id);
    } catch {
      // It stays remembered, and the next run tries again.
    }
  }
}

async function abortStaleUploads({ sessions, prefix, stranger, host, options }: Bench): Promise<void> {
  const began = await beginningOf({ stranger, host });
  try {
    for await (const { key, uploadId, startedAt } of sessions.unfinished(prefix, options)) {
      const ours = keyOf(key);
      if (ours === undefined || startedAt === undefined || startedAt > began) continue;
      await sessions.abort({ key: ours, uploadId }, options).catch(() => undefined);
    }
  } catch {
    // Another right than listing objects, and one that many stores do not offer.
  }
}

/** Answers with the keys that could not be removed. */
async function removeListed(bench: Bench): Promise<readonly string[]> {
  const { bucket, prefix, probe, objects, options } = bench;
  const began = await beginningOf(bench);
  const { key: own, deletable } = await probe();
  const left: string[] = [];
  for await (const page of (await bucket()).list({ prefix }, options)) {
    for (const { key, size, lastModified } of page.objects) {
      const lasting = key === probeKey(prefix, LASTING_ID) && !deletable;
      if (key === own || lasting || lastModified === undefined || lastModified > began) continue;
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

/** By the clock of the store, which dates its objects; in whole seconds, as it does that. */
async function beginningOf({ stranger, host }: Pick<Bench, 'stranger' | 'host'>): Promise<Date> {
  const date = Date.parse((await stranger()).headers['date'] ?? '');
  return Number.isNaN(date) ? host.clock.now() : new Date(date);
}

/** `undefined` for what is no probe, whoever says so: what is here is going to be deleted. */
function keyOf(text: string, size?: number): ObjectKey | undefined {
  const parsed = parseObjectKey(text);
  return parsed.ok && isProbe(text, size) ? parsed.value : undefined;
}
