import type {
  CredentialsProvider,
  DigestsPort,
  HttpTransport,
  Profile,
  RandomSource,
  ResolvedStore,
  Settings,
  TransportSettings,
  Workspace,
  WorkspaceLedger,
  WorkspacePath,
} from '@imbed/core';
import type { Uri } from 'vscode';

/** Profiles, and where their keys come from. */
export interface Configuration {
  readonly settings: Settings;
  credentialsOf(name: string, profile: Profile, store: ResolvedStore): CredentialsProvider;
  /** Keys are asked for and kept in the secret storage. */
  readonly keysAreHere: boolean;
}

/** A tree of files around a note, and what is known of its images. */
export interface NotePlace {
  readonly workspace: Workspace;
  readonly ledger: WorkspaceLedger;
  /** Tells this tree from others. */
  readonly root: string;
  /** Of the note; absent for one that has no file yet. */
  readonly path?: WorkspacePath;
}

/** What the desktop has and the browser has not, or does in another way. */
export interface Machine {
  /** The configuration that the command `imbed` uses; `undefined` where there is none. Rejects with `config/*`. */
  sharedConfiguration(): Promise<Configuration | undefined>;
  /** Where local copies for a note can be kept; `undefined` when that is nowhere. */
  placeOf(note: Uri): NotePlace | undefined;
  createTransport(settings: TransportSettings): HttpTransport;
  readonly digests: DigestsPort;
  readonly random: RandomSource;
}
