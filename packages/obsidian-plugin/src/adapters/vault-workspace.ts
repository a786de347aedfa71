import {
  baseNameOf,
  cancelled,
  type DigestsPort,
  folderOf,
  ImbedError,
  type IsHidden,
  isHiddenName,
  isImbedError,
  type Note,
  noteOf,
  parseWorkspacePath,
  type ReadLimits,
  type Workspace,
  type WorkspaceFile,
  type WorkspacePath,
} from '@imbed/core';
import type { TFile, Vault } from 'obsidian';
import { type DeviceLimits, refuseTooLarge } from '../device-limits.ts';
import type { FindOpenNote } from './open-notes.ts';
import { makeFolder } from './vault-folders.ts';

export interface VaultWorkspaceInit {
  readonly vault: Vault;
  /** Where a wiki link in a note leads, as Obsidian sees it. */
  linkedFile(target: string, note: string): TFile | null;
  /** A free path where Obsidian is set to put attachments. */
  attachmentPath(name: string, note: string | undefined): Promise<string>;
  /** Told before a file appears in the vault, for who listens for those of others. */
  willCreate(path: WorkspacePath): void;
  readonly digests: DigestsPort;
  readonly limits: DeviceLimits;
  /** What somebody is writing in is changed there, and not behind their back. */
  readonly findOpenNote: FindOpenNote;
}

/** The vault as core sees it. What begins with a dot is no part of the vault for Obsidian, and still read here. */
export function createVaultWorkspace(init: VaultWorkspaceInit): Workspace {
  const { vault } = init;
  const { adapter } = vault;
  let turn: Promise<unknown> = Promise.resolve();

  /** Between the look whether a place is free and the new file no other one of ours may come. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function read(path: WorkspacePath, { maxBytes, signal }: ReadLimits): Promise<Uint8Array> {
    if (signal?.aborted) throw cancelled('not-sent');
    const bytes = await existingSize(vault, path);
    refuseTooLarge(path, bytes, init.limits);
    if (bytes > maxBytes)
      throw new ImbedError('source/too-large', { name: path, bytes, limitBytes: maxBytes });
    return new Uint8Array(await reading(path, () => adapter.readBinary(path)));
  }

  async function readNote(path: WorkspacePath): Promise<Note> {
    await init.findOpenNote(path)?.save();
    return noteOf(path, await read(path, { maxBytes: Number.POSITIVE_INFINITY }), init.digests);
  }

  return {
    files: (folder = '', isLeftOut = isHiddenName) => filesBelow(vault, folder, isLeftOut),
    names: (folder) => namesIn(vault, folder),
    readNote,
    async writeNote(note, text) {
      await writing(note.path, () => inTurn(() => replaceNote(init, note, text)));
      return noteOf(note.path, new TextEncoder().encode(text), init.digests);
    },
    size: (path) => sizeOf(vault, path),
    read,
    create: (path, bytes) =>
      writing(path, () =>
        inTurn(async () => {
          if (await adapter.exists(path)) return 'taken';
          await makeFolder(adapter, folderOf(path));
          const { buffer } = bytes.slice();
          if (isHidden(path)) await adapter.writeBinary(path, buffer);
          else {
            init.willCreate(path);
            await vault.createBinary(path, buffer);
          }
          return 'created';
        }),
      ),
    wikiTarget(note, target) {
      const parsed = parseWorkspacePath(init.linkedFile(target, note)?.path ?? '');
      return parsed.ok ? parsed.value : undefined;
    },
    attachmentPath: (name, note) =>
      writing(name, async () => {
        const path = await init.attachmentPath(name, note);
        const parsed = parseWorkspacePath(path);
        if (!parsed.ok) throw new ImbedError('local/write-failed', { name: path });
        return parsed.value;
      }),
    move: (from, to) =>
      writing(from, () =>
        inTurn(async () => {
          if (!(await adapter.exists(from))) throw new ImbedError('source/not-found', { name: from });
          if (await adapter.exists(to)) return 'taken';
          await makeFolder(adapter, folderOf(to));
          const file = isHidden(to) ? null : vault.getFileByPath(from);
          if (file === null) await adapter.rename(from, to);
          else await vault.rename(file, to);
          return 'moved';
        }),
      ),
  };
}

async function replaceNote({ vault, findOpenNote }: VaultWorkspaceInit, note: Note, text: string) {
  const open = findOpenNote(note.path);
  // An editor knows one kind of line ending only.
  if (open !== undefined && !note.text.includes('\r')) {
    if (!isText(open.text(), note.text)) throw changed(note);
    open.replace(text);
    return open.save();
  }
  if (!(await vault.adapter.exists(note.path))) throw changed(note);
  const replace = (now: string) => {
    if (!isText(now, note.text)) throw changed(note);
    return text;
  };
  const file = vault.getFileByPath(note.path);
  await (file === null ? vault.adapter.process(note.path, replace) : vault.process(file, replace));
}

/** Whether Obsidian leaves the byte order mark in a text that it reads is not documented. */
function isText(now: string, read: string): boolean {
  return now === read || `\uFEFF${now}` === read;
}

function changed({ path }: Note): ImbedError {
  return new ImbedError('note/changed', { name: baseNameOf(path) });
}

function isHidden(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.'));
}

async function* filesBelow(vault: Vault, folder: string, isLeftOut: IsHidden): AsyncGenerator<WorkspaceFile> {
  if (isHidden(folder) || isLeftOut !== isHiddenName) yield* hiddenFiles(vault, folder, isLeftOut);
  else
    for (const { path, stat } of vault.getFiles()) {
      const below = folder === '' ? path : path.startsWith(`${folder}/`) && path.slice(folder.length + 1);
      const parsed = parseWorkspacePath(path);
      if (below !== false && parsed.ok && !below.split('/').some(isHiddenName))
        yield { path: parsed.value, size: stat.size };
    }
}

async function* hiddenFiles(
  vault: Vault,
  folder: string,
  isLeftOut: IsHidden,
): AsyncGenerator<WorkspaceFile> {
  const path = folder === '' ? '/' : folder;
  if ((await vault.adapter.stat(path))?.type !== 'folder') return;
  const { files, folders } = await reading(folder, () => vault.adapter.list(path));
  for (const file of files) {
    const parsed = parseWorkspacePath(file);
    if (parsed.ok && !isLeftOut(baseNameOf(parsed.value)))
      yield { path: parsed.value, size: await existingSize(vault, parsed.value) };
  }
  for (const below of folders)
    if (!isLeftOut(below.slice(below.lastIndexOf('/') + 1))) yield* hiddenFiles(vault, below, isLeftOut);
}

async function namesIn({ adapter }: Vault, folder: string): Promise<readonly string[]> {
  if (folder !== '' && (await adapter.stat(folder))?.type !== 'folder') return [];
  const { files, folders } = await reading(folder, () => adapter.list(folder === '' ? '/' : folder));
  return [...files, ...folders].map((path) => path.slice(path.lastIndexOf('/') + 1));
}

async function sizeOf({ adapter }: Vault, path: WorkspacePath): Promise<number | undefined> {
  try {
    const stat = await adapter.stat(path);
    return stat?.type === 'file' ? stat.size : undefined;
  } catch (cause) {
    // What has no name on this system is not there.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENAMETOOLONG') return undefined;
    throw new ImbedError('source/unreadable', { name: path }, { cause });
  }
}

async function existingSize(vault: Vault, path: WorkspacePath): Promise<number> {
  const size = await sizeOf(vault, path);
  if (size !== undefined) return size;
  const code = (await vault.adapter.exists(path)) ? 'source/unreadable' : 'source/not-found';
  throw new ImbedError(code, { name: path });
}

function reading<T>(name: string, work: () => Promise<T>): Promise<T> {
  return wrapped('source/unreadable', name, work);
}

function writing<T>(name: string, work: () => Promise<T>): Promise<T> {
  return wrapped('local/write-failed', name, work);
}

async function wrapped<T>(
  code: 'source/unreadable' | 'local/write-failed',
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isImbedError(cause) ? cause : new ImbedError(code, { name }, { cause });
  }
}
