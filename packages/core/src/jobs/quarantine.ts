import { ImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { accepted } from '../settings/accepted.ts';
import type { BucketStore, CopyOptions, ObjectHead, RequestOptions } from '../store/object-store.ts';
import type { JobHost } from './job.ts';
import type { Step } from './step.ts';
import type { UnreferencedObject } from './unreferenced.ts';

/** Where objects wait that nothing refers to, below the day on which they were put there. */
export const QUARANTINE_FOLDER = '.imbed-quarantine';

interface Move {
  readonly from: ObjectKey;
  readonly to: ObjectKey;
  /** That it must have to be moved, where it matters. */
  readonly etag?: string | undefined;
}

/** Takes an object out of the way, if it is still the one that was listed. */
export function quarantineStep(host: JobHost, bucket: BucketStore, { key, etag }: UnreferencedObject): Step {
  const target = `${QUARANTINE_FOLDER}/${host.clock.now().toISOString().slice(0, 10)}/${key}`;
  return {
    kind: 'quarantine',
    subject: key,
    identity: `quarantine ${key}`,
    expected: target,
    async perform(signal) {
      const to = accepted(parseObjectKey(target));
      const isMoved = await moveObject(host, bucket, { from: key, to, etag }, signal && { signal });
      return { target: () => undefined, reused: !isMoved };
    },
  };
}

/** What is to be brought back; `undefined` for an object that {@link quarantineStep} did not put there. */
export function originOf(quarantined: string): Move | undefined {
  const [, origin = ''] = /^\.imbed-quarantine\/\d{4}-\d\d-\d\d\/(.+)$/s.exec(quarantined) ?? [];
  const [from, to] = [parseObjectKey(quarantined), parseObjectKey(origin)];
  return from.ok && to.ok ? { from: from.value, to: to.value } : undefined;
}

/**
 * Brings an object back to where nothing is, or the same bytes are.
 * @param acl of objects there; empty for none
 */
export function restoreStep(host: JobHost, bucket: BucketStore, { from, to }: Move, acl: string): Step {
  return {
    kind: 'restore',
    subject: to,
    identity: `restore ${from}`,
    expected: to,
    async perform(signal) {
      const options = { ...(signal && { signal }), ...(acl && { acl }) };
      const isMoved = await moveObject(host, bucket, { from, to }, options);
      return { target: () => undefined, reused: !isMoved };
    },
  };
}

/**
 * Copies, looks whether the copy is the same, and only then deletes: whatever ends this in between, the object is in
 * one of the places, and the next time goes on. Rejects with `store/key-taken` when another object is at `to`,
 * `store/precondition-failed` when the object is another one by now, and `store/verification-failed`.
 * @returns false when there is no such object any more
 */
async function moveObject(
  host: JobHost,
  bucket: BucketStore,
  { from, to, etag }: Move,
  options: CopyOptions = {},
): Promise<boolean> {
  const { acl: _, ...request } = options;
  const source = await bucket.head(from, request);
  if (source === undefined) return false;
  if (etag !== undefined && source.etag !== undefined && source.etag !== etag)
    throw new ImbedError('store/precondition-failed', { key: from });
  const before = await bucket.head(to, request);
  if (before === undefined) await bucket.copy(from, to, options);
  const after = before ?? (await bucket.head(to, request));
  const isSame = after !== undefined && (await areSame(host, bucket, [from, source], [to, after], request));
  if (!isSame)
    throw new ImbedError(before === undefined ? 'store/verification-failed' : 'store/key-taken', { key: to });
  await bucket.delete(from, request);
  return true;
}

/** By their ETags; where these differ, as those of parts and of encrypted objects do, by every byte. */
async function areSame(
  { digests }: JobHost,
  bucket: BucketStore,
  [one, oneHead]: readonly [ObjectKey, ObjectHead],
  [other, otherHead]: readonly [ObjectKey, ObjectHead],
  options: RequestOptions,
): Promise<boolean> {
  if (oneHead.size !== otherHead.size) return false;
  if (oneHead.etag !== undefined && oneHead.etag === otherHead.etag) return true;
  const limits = { ...options, maxBytes: oneHead.size };
  const hash = async (key: ObjectKey) => sha256Hex(digests, await bucket.get(key, limits));
  return (await hash(one)) === (await hash(other));
}
