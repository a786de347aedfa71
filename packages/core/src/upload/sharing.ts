import { toImbedError } from '../errors.ts';
import type { StoredImage } from './outcome.ts';

/** Lets images with the same bytes and the same pattern be stored once, and all have the result. */
export interface Sharing {
  /** `identity` tells what would be the same upload. Whoever did not upload gets `reused: true`. */
  share(identity: string, work: () => Promise<StoredImage>): Promise<StoredImage>;
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

  async function share(identity: string, work: () => Promise<StoredImage>): Promise<StoredImage> {
    const upload = uploads.get(identity);
    if (upload === undefined) return lead(identity, work);
    try {
      return { ...(await upload), reused: true };
    } catch (error) {
      // Somebody else gave up; that says nothing about this one.
      if (toImbedError(error).code !== 'cancelled') throw error;
      return share(identity, work);
    }
  }

  return { share };
}
