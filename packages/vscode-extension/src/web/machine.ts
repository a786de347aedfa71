import { createFetchTransport, createWebDigests, createWebRandom } from '@imbed/core';
import type { Uri } from 'vscode';
import type { Machine } from '../machine.ts';
import { createEditorPlaces } from '../workspace/editor-places.ts';
import { download } from './download.ts';

/** A browser: the files that the editor has, and no folder that the command line would know. */
export function createMachine(storage: Uri): Machine {
  const digests = createWebDigests();
  return {
    sharedConfiguration: async () => undefined,
    foreignSettings: () => [],
    placeOf: createEditorPlaces(storage, digests),
    createTransport: createFetchTransport,
    download,
    digests,
    random: createWebRandom(),
    doctor: { inBrowser: true },
  };
}
