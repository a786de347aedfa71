import type {
  CredentialsProvider,
  DigestsPort,
  DoctorHost,
  HttpTransport,
  ImportProgram,
  Profile,
  RandomSource,
  ReadLimits,
  ResolvedStore,
  Settings,
  TransportSettings,
} from '@imbed/core';
import type { Uri } from 'vscode';
import type { NotePlace } from './workspace/note-place.ts';

/** Profiles, and where their keys come from. */
export interface Configuration {
  readonly settings: Settings;
  credentialsOf(name: string, profile: Profile, store: ResolvedStore): CredentialsProvider;
  /** Keys are asked for and kept in the secret storage. */
  readonly keysAreHere: boolean;
  /** Absolute path of the file that it was read from; absent for the editor's own settings. */
  readonly file?: string;
}

/** A file in which another program keeps its settings. */
export interface ForeignFile {
  readonly program: ImportProgram;
  /** Absolute. */
  readonly path: string;
}

/** What the desktop has and the browser has not, or does in another way. */
export interface Machine {
  /** The configuration that the command `imbed` uses; `undefined` where there is none. Rejects with `config/*`, which names the file. */
  sharedConfiguration(): Promise<Configuration | undefined>;
  /** Of other programs of this computer; none where that cannot be told. */
  foreignFiles(): readonly ForeignFile[];
  /** The tree around a note or a folder; `undefined` where nothing can be kept for it. */
  placeOf(uri: Uri): Promise<NotePlace | undefined>;
  createTransport(settings: TransportSettings): HttpTransport;
  /**
   * An image of the web, as a browser would get it, over the line of a profile; nothing of the private network, where
   * that can be told. Rejects as `JobHost.download`.
   */
  download(
    url: string,
    limits: ReadLimits,
    by: Pick<Profile, 'timeoutSeconds' | 'proxy'>,
  ): Promise<Uint8Array>;
  readonly digests: DigestsPort;
  readonly random: RandomSource;
  /** What the doctor can see from here beside the store. */
  readonly doctor: Pick<DoctorHost, 'network' | 'memory' | 'inBrowser' | 'origin'>;
}
