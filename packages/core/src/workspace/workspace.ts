import type { AppendFilePort } from '../ports.ts';
import type { IsHidden } from './hidden-names.ts';
import type { WorkspacePath } from './workspace-path.ts';

/** A note as it was read. */
export interface Note {
  readonly path: WorkspacePath;
  /** With whatever byte order mark and line endings it has. */
  readonly text: string;
  /** Lower-case SHA-256 hex of the file's bytes. */
  readonly sha256: string;
  /** It is write-protected, so that `writeNote` would reject: for those who only want to know. */
  readonly readOnly?: true;
}

export interface WorkspaceFile {
  readonly path: WorkspacePath;
  /** In bytes. */
  readonly size: number;
}

export interface ReadLimits {
  /** In bytes; more is `source/too-large`. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * A tree of notes and pictures: a folder on disk, an Obsidian vault, a folder of VS Code. No path in it leads
 * anywhere else: a symbolic link that does is `source/outside`, to whatever is asked of it.
 * Every implementation passes `testing/workspace-contract.ts`; every rejection is an `ImbedError`.
 */
export interface Workspace {
  /**
   * Every file below `folder` (the root when absent), each once, in no order; read as it is asked for. Without what
   * is hidden (for editors when absent: `isHiddenName`), and none where there is no such folder.
   */
  files(folder?: string, isHidden?: IsHidden): AsyncIterable<WorkspaceFile>;
  /** Names of what is directly in `folder` (empty for the root), as they are on disk; none when there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
  /** Rejects with `source/not-found`, `note/not-utf8` or `source/unreadable`. */
  readNote(path: WorkspacePath): Promise<Note>;
  /**
   * Puts `text` in the place of the whole note, in one step that a crash cannot leave half done.
   * Rejects with `note/changed` when the file is not what it was when `note` was read, `note/read-only`,
   * `local/write-failed`.
   * @returns the note as it is now
   */
  writeNote(note: Note, text: string): Promise<Note>;
  /** Size in bytes; `undefined` when there is no such file. Only "not found" means not found. */
  size(path: WorkspacePath): Promise<number | undefined>;
  /** Rejects with `source/not-found`, `source/unreadable`, `source/too-large` or `cancelled`. */
  read(path: WorkspacePath, limits: ReadLimits): Promise<Uint8Array>;
  /**
   * A new file, with the folders it needs, durable when this resolves. `taken` when something is there, which
   * stays as it is. Rejects with `local/write-failed`.
   */
  create(path: WorkspacePath, bytes: Uint8Array): Promise<'created' | 'taken'>;
  /** Never onto something that is there: that is `taken`. Rejects with `source/not-found`, `local/write-failed`. */
  move(from: WorkspacePath, to: WorkspacePath): Promise<'moved' | 'taken'>;
  /**
   * The file that a wiki link in `note` means, where the host itself decides that; `undefined` for one that it does not
   * know. Absent where links are looked for as core does.
   */
  wikiTarget?(note: WorkspacePath, target: string): WorkspacePath | undefined;
  /**
   * A free path for a new file of this name, where the host has a setting of its own for files that come with notes;
   * absent where it has none. Rejects with `local/write-failed`.
   */
  attachmentPath?(name: string, note?: WorkspacePath): Promise<WorkspacePath>;
  /** The rest of the machine, for absolute paths in notes; absent where there is none to be seen (phones, the web). */
  readonly machine?: MachineFiles;
}

/** Typora, for one, keeps pasted pictures outside of any note's folder and writes absolute paths. */
export interface MachineFiles {
  /** The same file as the workspace knows it; `undefined` for one outside. */
  inside(absolutePath: string): WorkspacePath | undefined;
  /**
   * Absolute form of what a note means, whether it is written so or leads out of the tree from `note`.
   * `undefined` for a relative path when `note` is absent.
   */
  absolute(path: string, note?: WorkspacePath): string | undefined;
  /** As {@link Workspace.size}. */
  size(absolutePath: string): Promise<number | undefined>;
  /** As {@link Workspace.read}. */
  read(absolutePath: string, limits: ReadLimits): Promise<Uint8Array>;
}

/** What Imbed keeps of a workspace: `.imbed/` at its root, or a folder of the user's state where it has none. */
export interface WorkspaceRecords {
  /** An append-only file of the records, e.g. `ledger.jsonl`, `undo/….jsonl`; made on the first append. */
  open(name: string): AppendFilePort;
  /** Names of the files in a folder of the records, sorted; empty when there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Gives a file of the records another name in its folder. */
  rename(name: string, to: string): Promise<void>;
  /** Takes a file out of the workspace, to where nothing is: `trash/…`. Resolves to the name it has there. */
  takeAway(path: WorkspacePath, name: string): Promise<string>;
  /** The way back of {@link takeAway}; `moved` also where the same bytes are in the place already. */
  bringBack(name: string, path: WorkspacePath): Promise<'moved' | 'taken'>;
}
