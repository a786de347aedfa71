import { createHash } from 'node:crypto';
import { createKeyLocks, type ImageSource, type KeyLocks } from '@imbed/core';

/**
 * Whoever stores, drops or deletes a picture has its turn meanwhile: no link is given out for what is just being
 * deleted. By the hash of its bytes, for all profiles together, since mirrors lead from one to the other.
 */
export interface Turns extends KeyLocks {
  /** For a picture that is not read yet, and is read once: its turn begins with the last of its bytes and lasts until `work` is over. */
  reading<T>(source: ImageSource, work: (source: ImageSource) => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const locks = createKeyLocks();
  return {
    run: (hash, work) => locks.run(hash, work),
    async reading(source, work) {
      const over = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const read = async (signal?: AbortSignal) => {
        const bytes = await source.read(signal);
        void locks.run(hashOf(bytes), () => {
          begun.resolve();
          return over.promise;
        });
        await begun.promise;
        return bytes;
      };
      try {
        return await work({ ...source, read });
      } finally {
        over.resolve();
      }
    },
  };
}

/** As the ledger has it. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
