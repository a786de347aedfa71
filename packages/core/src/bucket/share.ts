import { isImbedError } from '../errors.ts';
import type { HttpTransport } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { unquoted } from '../store/etag.ts';
import type { ObjectHead, ObjectStore, RequestOptions } from '../store/object-store.ts';

/** A link that opens without keys. */
export interface SharedLink {
  /** One that ends is a secret as long as it lasts: whoever has it may read the object. */
  readonly url: string;
  /** Until when it opens; `undefined` for good, since anyone may read the bucket. */
  readonly expiresAt: Date | undefined;
}

/**
 * Whether anyone reads the object at its public URL. No answer counts as no, and so does one that does not tell of the
 * same bytes: some addresses answer everything with a page to log in. Rejects only with `cancelled`.
 */
export async function opensPublicly(
  transport: HttpTransport,
  { publicUrl }: Pick<ObjectStore, 'publicUrl'>,
  { key, size, etag }: { readonly key: ObjectKey } & Pick<ObjectHead, 'size' | 'etag'>,
  options: RequestOptions,
): Promise<boolean> {
  const request = { method: 'HEAD', url: publicUrl(key), headers: {} } as const;
  const answer = await transport.send(request, options).catch((error) => {
    if (isImbedError(error) && error.code === 'cancelled') throw error;
    return undefined;
  });
  if (answer?.status !== 200) return false;
  const { 'content-length': length, etag: seen } = answer.headers;
  return length === String(size) || (etag !== undefined && unquoted(seen) === etag);
}
