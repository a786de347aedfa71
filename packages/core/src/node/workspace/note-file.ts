import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { access, constants, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ImbedError } from '../../errors.ts';
import type { Note } from '../../workspace/workspace.ts';
import type { WorkspacePath } from '../../workspace/workspace-path.ts';
import { codeOf, isAbsent } from './file-errors.ts';
import { lockPathOf } from './leftovers.ts';
import { withLock } from './lock.ts';
import { renameOver, syncFolders, writeDraft } from './place-file.ts';

export async function readNoteFile(path: WorkspacePath, real: string): Promise<Note> {
  const note = noteOf(path, await readFile(real));
  return (await isWritable(real, (await stat(real)).mode)) ? note : { ...note, readOnly: true };
}

/** Throws `note/not-utf8`: what is no UTF-8 (GBK, Big5, UTF-16) would not survive being written back. */
function noteOf(path: WorkspacePath, bytes: Uint8Array): Note {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path, text, sha256: sha256(bytes) };
  } catch (cause) {
    throw new ImbedError('note/not-utf8', { name: path }, { cause });
  }
}

/**
 * Puts `text` in the place of the file `real`, if that still holds `note`. The look at it and the replacement are one
 * step for all who write through Imbed: of two, the second finds the note changed.
 */
export async function replaceNote(real: string, note: Note, text: string): Promise<Note> {
  const { mode, uid, gid } = await stat(real);
  if (!(await isWritable(real, mode))) throw new ImbedError('note/read-only', { name: note.path });
  const bytes = Buffer.from(text);
  const draft = await writeDraft(real, bytes, { mode, owner: { uid, gid } });
  try {
    await withLock(lockPathOf(real), async ({ assertHeld }) => {
      await assertHeld();
      await renameOver(draft, real, () => assertUnchanged(real, note));
    });
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolders(dirname(real));
  return { path: note.path, text, sha256: sha256(bytes) };
}

export function changed({ path }: Note): ImbedError {
  return new ImbedError('note/changed', { name: path });
}

/** A renaming would not ask: it needs the folder only. Nor would the superuser be refused. */
async function isWritable(real: string, mode: number): Promise<boolean> {
  try {
    await access(real, constants.W_OK);
    return (mode & 0o222) !== 0;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    return false;
  }
}

/**
 * Editors know nothing of the lock. What they save after this look at the file is lost, so it is the last system call
 * before the renaming; that they saved while the file was read shows in it, too.
 */
function assertUnchanged(real: string, note: Note): void {
  try {
    const [before, bytes] = [identityOf(real), readFileSync(real)];
    if (sha256(bytes) === note.sha256 && identityOf(real) === before) return;
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  throw changed(note);
}

function identityOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
