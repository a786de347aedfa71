import { join } from 'node:path';
import { createWorkspaceLedger, type ImageSource, maxBytesOf, type WorkspaceLedger } from '@imbed/core';
import {
  createAppendFile,
  createNodeWorkspace,
  createRandom,
  createWorkspaceRecords,
  makeFolder,
  nodeDigests,
  stateFolder,
  systemClock,
} from '@imbed/core/node';
import type { Args } from '../args.ts';
import { createClipboardSource } from '../inputs/clipboard-source.ts';
import { surroundingsOf } from '../inputs/inputs.ts';
import { createUrlSource } from '../inputs/url-source.ts';
import type { Io } from '../io.ts';
import { proxyFor } from '../proxy.ts';
import { type AllowedFiles, createAllowedFiles } from './allowed-files.ts';
import { type Configured, createConfigured } from './configured.ts';
import { createImages, type Images } from './images.ts';
import type { ServeLog } from './log.ts';
import { createObjectIds, type ObjectIds } from './object-ids.ts';
import { createSpool, type Spool } from './spool.ts';
import { createTurns } from './turns.ts';
import { createWaitingImages, type WaitingImages } from './waiting.ts';

/** All that requests are answered with. */
export interface Service {
  readonly io: Io;
  /** Of the program. */
  readonly version: string;
  /** Takes files that are no image too. */
  readonly anyFile: boolean;
  readonly ledger: WorkspaceLedger;
  readonly images: Images;
  readonly waiting: WaitingImages;
  readonly ids: ObjectIds;
  readonly spool: Spool;
  readonly files: AllowedFiles;
  /** Rejects with `config/*`. */
  configured(): Promise<Configured>;
  clipboard(): ImageSource;
  /** An image of the web, by the limits of a profile. Rejects with `config/*`. */
  fromWeb(url: string, profile: string): Promise<ImageSource>;
}

export interface ServiceInit {
  readonly args: Args;
  readonly io: Io;
  readonly version: string;
  /** Folders that files may be taken from; absolute. */
  readonly roots: readonly string[];
  readonly log: ServeLog;
}

export function createService({ args, io, version, roots, log }: ServiceInit): Service {
  const state = stateFolder(io);
  const own = serveFolder(io);
  const waitingFolder = join(own, 'waiting');
  makeFolder(waitingFolder);
  const root = { path: waitingFolder, marked: false };
  // The one of `imbed upload`, so that each finds what the other stored.
  const ledger = createWorkspaceLedger(createAppendFile(join(state, 'ledger.jsonl')));
  const configured = createConfigured(args, io, {
    workspace: createNodeWorkspace(root.path),
    records: createWorkspaceRecords(root, state),
    ...{ ledger, logger: log },
    ...{ clock: systemClock, digests: nodeDigests, random: createRandom() },
  });
  const turns = createTurns();
  const waiting = createWaitingImages(waitingFolder, configured, turns);
  const ids = createObjectIds(join(own, 'secret'));
  return {
    ...{ io, version, ledger, waiting, ids, configured },
    anyFile: args.has('any-file'),
    images: createImages({ io, configured, ledger, waiting, turns, ids, log }),
    spool: createSpool(join(own, 'incoming')),
    files: createAllowedFiles(roots),
    clipboard: () => createClipboardSource({ ...surroundingsOf(io), env: io.env }),
    async fromWeb(url, name) {
      const { settings } = await configured();
      const maxBytes = maxBytesOf(settings, name);
      const { timeoutSeconds = 30, proxy = '' } = settings.profiles[name] ?? {};
      const byProxy = (address: string) => proxyFor(address, proxy, io.env);
      const allowPrivate = args.has('allow-private');
      return createUrlSource(url, { maxBytes, timeoutSeconds, allowPrivate, proxyFor: byProxy });
    },
  };
}

/** What the server keeps between two runs. */
export function serveFolder(io: Io): string {
  return join(stateFolder(io), 'serve');
}
