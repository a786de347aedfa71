import { constants, renameSync } from 'node:fs';
import { copyFile, link, lstat, open, rm, unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ImbedError } from '../../errors.ts';
import { newDraftPath } from './draft-path.ts';
import { codeOf, isAbsent } from './file-errors.ts';

export interface DraftOptions {
  readonly mode?: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** A new file beside `target`, on the disk when this resolves. @returns its path */
export async function writeDraft(
  target: string,
  bytes: Uint8Array,
  { mode, owner }: DraftOptions = {},
): Promise<string> {
  const draft = newDraftPath(target);
  // Until it has the mode that it is to have, nobody else needs to read it.
  const file = await open(draft, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    await file.writeFile(bytes);
    // First the owner: a change of it takes some bits of the mode away.
    if (owner !== undefined) await file.chown(owner.uid, owner.gid).catch(() => undefined);
    if (mode !== undefined) await file.chmod(mode & 0o7777);
    await file.sync();
    return draft;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Virus scanners and editors of Windows hold a file open for moments. */
const RENAME_ATTEMPTS = 20;

/**
 * Onto whatever is there, in one step.
 * @param assertMay throws when it is not to be; called right before, without a turn of the event loop in between
 */
export async function renameOver(
  from: string,
  to: string,
  assertMay: () => void = () => undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    assertMay();
    try {
      return renameSync(from, to);
    } catch (error) {
      const isHeldOpen = process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error));
      if (!isHeldOpen || attempt === RENAME_ATTEMPTS) throw error;
      await pause(attempt * 10);
    }
  }
}

/** What the tests replace, to have a disk that cannot do it. */
export type Link = typeof link;

/**
 * Gives the file `from` the name `to`, on the same disk, never onto something that is there. Killed in between, it
 * leaves both names, or an empty file at `to`; never none.
 */
export async function moveOnDisk(
  from: string,
  to: string,
  hardLink: Link = link,
): Promise<'moved' | 'taken'> {
  try {
    await hardLink(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'taken';
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))) throw error;
    return renameWithoutLinks(from, to);
  }
  await unlink(from);
  return 'moved';
}

/** For disks without hard links, such as exFAT: the name is taken first, then replaced. */
async function renameWithoutLinks(from: string, to: string): Promise<'moved' | 'taken'> {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'taken';
    throw error;
  }
  await renameOver(from, to);
  return 'moved';
}

/** As {@link moveOnDisk}, also from one disk to another; of a symbolic link, the link. */
export async function moveFile(from: string, to: string): Promise<'moved' | 'taken'> {
  const stats = await lstat(from);
  if (!stats.isFile() && !stats.isSymbolicLink())
    throw new ImbedError('source/unreadable', { name: from, serviceCode: 'EISDIR' });
  try {
    return await moveOnDisk(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
  }
  const result = await copyAcross(from, to, stats);
  if (result === 'moved') await unlink(from);
  return result;
}

async function copyAcross(from: string, to: string, { atime, mtime }: { atime: Date; mtime: Date }) {
  const draft = newDraftPath(to);
  try {
    await copyFile(from, draft, constants.COPYFILE_EXCL);
    await utimes(draft, atime, mtime);
    const copy = await open(draft, 'r+');
    await copy.sync().finally(() => copy.close());
    return await moveOnDisk(draft, to);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Also true of a symbolic link that leads nowhere: the name is taken. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Makes names durable that came or went, in `folder` and in those above it as far as `top`. */
export async function syncFolders(folder: string, top: string = folder): Promise<void> {
  for (let one = folder; ; one = dirname(one)) {
    await syncFolder(one);
    if (one === top || one === dirname(one)) return;
  }
}

/** Windows and some network disks cannot, and need not be asked to. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF'].includes(codeOf(error)))
      throw error;
  }
}
