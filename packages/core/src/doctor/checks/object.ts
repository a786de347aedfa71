import { isImbedError, toImbedError } from '../../errors.ts';
import { md5Hex } from '../../naming/content-hash.ts';
import type { ObjectKey } from '../../naming/object-key.ts';
import type { Profile } from '../../settings/profile.ts';
import type { PutRequest } from '../../store/object-store.ts';
import { PART_BYTES } from '../../store/part-size.ts';
import { type Check, fail, pass, skipped, thrown, warn } from '../check.ts';
import { otherImage, probeImage } from '../probe-object.ts';

/** The put that an upload makes, but for the guard against overwriting, which has a check of its own. */
function putOf(key: ObjectKey, body: Uint8Array, profile: Profile): PutRequest {
  const { cacheControl, contentDisposition, acl } = profile;
  return {
    ...{ key, body, contentType: 'image/png' },
    ...(cacheControl !== '' && { cacheControl }),
    ...(contentDisposition !== '' && { contentDisposition }),
    ...(acl !== '' && { acl }),
  };
}

export const putCheck: Check = async ({ objects, probe, profile, options, traces }) => {
  const { key } = await probe();
  await traces.leave({ key });
  await objects.put(putOf(key, probeImage(), profile), options);
  return pass({ key });
};

/** Who may not look can upload all the same, as long as names come from the content. */
export const headCheck: Check = async ({ objects, probe, store, host, options }) => {
  const { key } = await probe();
  const image = probeImage();
  const head = await objects.head(key, options).catch(toImbedError);
  if (head === undefined) return fail('store/verification-failed', { key });
  if (isImbedError(head))
    return head.code === 'store/access-denied' ? warn('doctor/may-not-read', head.facts) : thrown(head);
  if (head.size !== image.byteLength) return fail('store/verification-failed', { key, bytes: head.size });
  if (head.contentType !== 'image/png')
    return warn('doctor/type-changed', { detail: head.contentType ?? '' });
  // A browser shows the page no ETag that the bucket does not name; that is the check of CORS.
  const isMd5 = head.etag?.toLowerCase() === (await md5Hex(host.digests, image));
  if (store.etagIsMd5 && !isMd5 && host.inBrowser !== true) return warn('doctor/etag-not-md5', { key });
  return pass({ key });
};

/** Other bytes at the same key; should the store let them in, the first ones are put back. */
export const overwriteCheck: Check = async ({ objects, probe, profile, store, options }) => {
  if (store.noOverwriteHeader === undefined) return skipped('doctor/not-offered');
  const { key } = await probe();
  try {
    await objects.put({ ...putOf(key, otherImage(), profile), noOverwrite: true }, options);
  } catch (error) {
    const refused = toImbedError(error).code === 'store/precondition-failed';
    const facts = store.noOverwriteParts ? {} : { limitBytes: PART_BYTES };
    return refused ? pass(facts) : thrown(error, 'warn');
  }
  await objects.put(putOf(key, probeImage(), profile), options);
  return warn('doctor/overwrites', { key });
};

/** Listing is an extra right: uploads get by without. */
export const listCheck: Check = async ({ bucket, probe, prefix, options, rights }) => {
  const { key } = await probe();
  try {
    const store = await bucket();
    for await (const { objects } of store.list({ prefix }, options)) {
      rights.add('list');
      if (objects.some((listed) => listed.key === key)) return pass();
    }
    return warn('doctor/list-misses', { key });
  } catch (error) {
    const { code, facts } = toImbedError(error);
    return code === 'store/access-denied' ? warn('doctor/may-not-list', facts) : thrown(error, 'warn');
  }
};

export const deleteCheck: Check = async ({ objects, probe, options, traces }) => {
  const { key, deletable } = await probe();
  if (!deletable) {
    await traces.remove();
    return warn('doctor/cannot-delete', { key });
  }
  const before = await objects.head(key, options).catch(() => undefined);
  await objects.delete(key, options);
  const head = await objects.head(key, options).catch(toImbedError);
  const unseen = isImbedError(head) && head.code === 'store/access-denied';
  if (head !== undefined && !unseen)
    return isImbedError(head) ? thrown(head, 'warn') : fail('doctor/still-there', { key });
  await traces.remove();
  return before?.keepsVersions ? warn('doctor/keeps-versions', { key }) : pass();
};
