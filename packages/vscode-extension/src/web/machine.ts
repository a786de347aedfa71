import { createFetchTransport, createWebDigests, createWebRandom } from '@imbed/core';
import type { Uri } from 'vscode';
import type { Machine } from '../machine.ts';
import { createEditorPlaces } from '../workspace/editor-places.ts';
import { download } from './download.ts';

/** Whom a bucket has to let in. On vscode.dev extensions run at addresses that are made up, all below one domain. */
function originOfWorker(): string {
  const { origin } = globalThis;
  return origin.endsWith('.vscode-cdn.net') ? 'https://*.vscode-cdn.net' : origin;
}

/** A browser: the files that the editor has, and no folder that the command line would know. */
export function createMachine(storage: Uri): Machine {
  const digests = createWebDigests();
  const origin = originOfWorker();
  return {
    sharedConfiguration: async () => undefined,
    foreignFiles: () => [],
    placeOf: createEditorPlaces(storage, digests),
    createTransport: (settings) => createFetchTransport(settings, origin),
    download,
    digests,
    random: createWebRandom(),
    doctor: { inBrowser: true, origin },
  };
}
