import type { HttpTransport } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ObjectStore, RequestOptions } from '../store/object-store.ts';

export interface SharedLink {
  readonly url: string;
  /** Until when it opens; `undefined` for good, since anyone may read the bucket. */
  readonly expiresAt: Date | undefined;
}

/** Whether anyone reads the object at its public URL. No answer counts as no. */
export async function opensPublicly(
  transport: HttpTransport,
  { publicUrl }: Pick<ObjectStore, 'publicUrl'>,
  key: ObjectKey,
  options: RequestOptions,
): Promise<boolean> {
  const request = { method: 'HEAD', url: publicUrl(key), headers: {} } as const;
  const answer = await transport.send(request, options).catch(() => undefined);
  return answer?.status === 200;
}
