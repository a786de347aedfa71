import { sameBytes } from '../bytes.ts';
import { toImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { GetOptions, ObjectHead, ObjectStore, RequestOptions } from '../store/object-store.ts';
import type { Content } from './content.ts';

/**
 * How it is known that an object holds certain bytes.
 *
 * An ETag that equals their MD5 proves it, on stores whose ETag is one. An ETag that differs proves nothing: it is
 * no MD5 after a multipart upload (`…-2`) or under encryption with a managed key, where it merely looks like one
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html). Then the bytes themselves are compared.
 */
export interface Evidence {
  /** Of an object that nothing is known of: without proof by ETag, every byte is read. */
  isSame(key: ObjectKey, head: ObjectHead, content: Content, options: RequestOptions): Promise<boolean>;
  /**
   * Of an object that was put there with these bytes: the size must agree, and the ETag where it can tell; only
   * where that contradicts, every byte is read.
   */
  isIntact(key: ObjectKey, head: ObjectHead, content: Content, options: RequestOptions): Promise<boolean>;
  /** Whether this ETag alone is proof. */
  proves(etag: string | undefined, content: Content): Promise<boolean>;
}

/** @param etagIsMd5 of the resolved store: the ETag of an object that one put made is the MD5 of its bytes */
export function createEvidence(store: ObjectStore, etagIsMd5: boolean): Evidence {
  async function proves(etag: string | undefined, content: Content): Promise<boolean> {
    return etagIsMd5 && looksLikeMd5(etag) && etag.toLowerCase() === (await content.md5());
  }

  async function isSame(key: ObjectKey, head: ObjectHead, content: Content, options: RequestOptions) {
    if (head.size !== content.bytes.byteLength) return false;
    if (await proves(head.etag, content)) return true;
    const stored = await readIfUnchanged(store, key, { ...options, maxBytes: head.size });
    return stored !== undefined && sameBytes(stored, content.bytes);
  }

  async function isIntact(key: ObjectKey, head: ObjectHead, content: Content, options: RequestOptions) {
    if (etagIsMd5 && looksLikeMd5(head.etag)) return isSame(key, head, content, options);
    return head.size === content.bytes.byteLength;
  }

  return { isSame, isIntact, proves };
}

function looksLikeMd5(etag: string | undefined): etag is string {
  return etag !== undefined && /^[0-9a-f]{32}$/i.test(etag);
}

/** `undefined` when the object is gone by now, or larger than its head said. */
async function readIfUnchanged(
  store: ObjectStore,
  key: ObjectKey,
  options: GetOptions,
): Promise<Uint8Array | undefined> {
  try {
    return await store.get(key, options);
  } catch (error) {
    const { code } = toImbedError(error);
    if (code === 'store/no-such-key' || code === 'source/too-large') return undefined;
    throw error;
  }
}
