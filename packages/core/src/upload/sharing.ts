import { cancelled, toImbedError } from '../errors.ts';
import type { StoredImage } from './outcome.ts';

/** Lets images with the same bytes and the same pattern be stored once, and all have the result. */
export interface Sharing {
  /**
   * `identity` tells what would be the same upload. Whoever did not upload gets `reused: true`. The `signal` ends
   * the waiting for another's upload, which goes on; `work` has to heed it by itself.
   */
  share(identity: string, work: () => Promise<StoredImage>, signal?: AbortSignal): Promise<StoredImage>;
}

/**
 * @param lasting Keeps results for as long as it lives itself, as a batch wants it; otherwise only until the
 * upload has ended, because an object may be deleted afterwards.
 */
export function createSharing(lasting: boolean): Sharing {
  const uploads = new Map<string, Promise<StoredImage>>();

  async function lead(identity: string, work: () => Promise<StoredImage>): Promise<StoredImage> {
    const upload = work();
    uploads.set(identity, upload);
    try {
      const stored = await upload;
      if (!lasting) uploads.delete(identity);
      return stored;
    } catch (error) {
      uploads.delete(identity);
      throw error;
    }
  }

  async function share(
    identity: string,
    work: () => Promise<StoredImage>,
    signal?: AbortSignal,
  ): Promise<StoredImage> {
    const upload = uploads.get(identity);
    if (upload === undefined) return lead(identity, work);
    try {
      return { ...(await unlessAborted(upload, signal)), reused: true };
    } catch (error) {
      // Somebody else gave up; that says nothing about this one.
      if (toImbedError(error).code !== 'cancelled' || signal?.aborted === true) throw error;
      return share(identity, work, signal);
    }
  }

  return { share };
}

/** The outcome is unknown to whoever stops waiting: the object may still appear, by the other's doing. */
function unlessAborted<T>(upload: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return upload;
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled('unknown'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    upload.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
