import { createFetchTransport, createWebDigests, createWebRandom } from '@imbed/core';
import type { Machine } from '../machine.ts';

/** A browser: no files of a user's own, and no folder that the command line would know. */
export function createMachine(): Machine {
  return {
    sharedConfiguration: async () => undefined,
    placeOf: () => undefined,
    createTransport: createFetchTransport,
    digests: createWebDigests(),
    random: createWebRandom(),
  };
}
