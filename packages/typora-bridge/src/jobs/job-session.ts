import { createWorkspaceLedger, failingFast, type JobHost } from '@imbed/core';
import {
  createNodeWorkspace,
  createRandom,
  createWorkspaceRecords,
  type NoteSelection,
  nodeDigests,
  selectNotes,
  stateFolder,
  systemClock,
  type WorkspaceRoot,
} from '@imbed/core/node';
import type { Args } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { download } from '../inputs/download.ts';
import type { Io } from '../io.ts';
import { once, openProfiles } from '../profiles.ts';
import { proxyFor } from '../proxy.ts';

/** The workspace around some paths, with all that a job needs. */
export interface JobSession {
  readonly host: JobHost;
  readonly root: WorkspaceRoot;
  /** The notes that `paths` mean. */
  select(paths: readonly string[]): NoteSelection;
}

/** Rejects with `config/*`. */
export async function openJobSession(root: WorkspaceRoot, args: Args, io: Io): Promise<JobSession> {
  const cwd = process.cwd();
  const { settings } = await readConfiguration(args, io);
  const records = createWorkspaceRecords(root, stateFolder(io));
  const ledger = createWorkspaceLedger(records.open('ledger.jsonl'));
  const warn = once((text) => io.warn(`imbed: warning: ${text}\n`));
  const profile = settings.profiles[settings.defaultProfile];
  const limits = {
    timeoutSeconds: profile?.timeoutSeconds ?? 30,
    allowPrivate: args.has('allow-private'),
    proxyFor: (url: string) => proxyFor(url, profile?.proxy ?? '', io.env),
  };
  const host: JobHost = {
    workspace: createNodeWorkspace(root.path),
    marked: root.marked,
    records,
    ledger,
    settings,
    profiles: failingFast(openProfiles(settings, ledger, io, warn)),
    download: (url, { maxBytes, signal }) => download(url, { ...limits, maxBytes }, signal),
    clock: systemClock,
    digests: nodeDigests,
    random: createRandom(),
    logger: { debug: () => {}, warn },
  };
  return {
    host,
    root,
    select: (wanted) => selectNotes(root.path, wanted, { cwd, platform: io.platform }),
  };
}
