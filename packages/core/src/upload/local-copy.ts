import { ImbedError, toImbedError } from '../errors.ts';
import type { LoadedImage } from '../image/image-source.ts';
import type { WorkspaceLedger } from '../ledger/workspace-ledger.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { parseFolderTemplate } from '../naming/folder-template.ts';
import { slug } from '../naming/slug.ts';
import { suffixLengths } from '../naming/suffix.ts';
import { configIssue } from '../parse-result.ts';
import type { Clock, DigestsPort, Logger, RandomSource } from '../ports.ts';
import { accepted } from '../settings/accepted.ts';
import { defaultStorage } from '../settings/defaults.ts';
import { isDeviceName } from '../workspace/device-name.ts';
import { foldedName } from '../workspace/folded-name.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { folderOf, resolvePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { Content } from './content.ts';
import { createKeyLocks } from './key-locks.ts';

export interface LocalCopiesInit {
  readonly workspace: Workspace;
  readonly ledger: WorkspaceLedger;
  readonly digests: DigestsPort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
}

/** Which folder a copy goes to. */
export interface LocalPlace {
  /** Template of the folder, as the settings have it; the default one leaves it to `Workspace.attachmentPath`. */
  readonly folder: string;
  readonly profile: string;
  readonly note?: WorkspacePath;
}

export interface LocalCopies {
  /**
   * The bytes in the folder of `place`: where they are already, or in a new file whose name no other has, in capitals
   * or not. Rejects with `config/invalid` when the folder is none of the workspace, or `local/write-failed`.
   */
  keep(image: LoadedImage, content: Content, place: LocalPlace): Promise<WorkspacePath>;
  /** Puts down in the ledger that the bytes lie at `path`; that this fails is told to the logger only. */
  record(path: WorkspacePath, content: Content): Promise<void>;
}

export function createLocalCopies(init: LocalCopiesInit): LocalCopies {
  const { workspace, ledger, clock, logger } = init;
  const locks = createKeyLocks();

  async function keep(image: LoadedImage, content: Content, place: LocalPlace): Promise<WorkspacePath> {
    const paths = await pathsFor(init, image, content, place);
    const [first] = paths;
    // One at a time: between the look at a folder and the new file no other one may come.
    const path = await locks.run(first === undefined ? '' : folderOf(first), () => placed(paths, content));
    await record(path, content);
    return path;
  }

  async function placed(paths: readonly WorkspacePath[], content: Content): Promise<WorkspacePath> {
    for (const path of paths) {
      const twin = await twinOf(workspace, path);
      if (twin === undefined && (await workspace.create(path, content.bytes)) === 'created') return path;
      const taken = twin ?? (await twinOf(workspace, path));
      if (taken !== undefined && (await holds(init, taken, content))) return taken;
    }
    throw new ImbedError('local/write-failed', { name: paths[0] ?? '' });
  }

  async function record(path: WorkspacePath, { sha256, bytes }: Content): Promise<void> {
    try {
      if ((await ledger.localAt(path))?.sha256 === sha256) return;
      const at = clock.now().toISOString();
      await ledger.note({ type: 'local', sha256, size: bytes.byteLength, path, at });
    } catch (error) {
      logger.warn('The ledger could not be written', { code: toImbedError(error).code });
    }
  }

  return { keep, record };
}

/** What lies at `path` for a file system that takes no notice of capitals, or of how accents are written. */
async function twinOf(workspace: Workspace, path: WorkspacePath): Promise<WorkspacePath | undefined> {
  const folder = folderOf(path);
  const meant = foldedName(path);
  const twins = (await workspace.names(folder))
    .flatMap((name) => resolvePath(folder, name) ?? [])
    .filter((other) => foldedName(other) === meant);
  return twins.find((other) => other === path) ?? twins[0];
}

async function holds(
  { workspace, digests }: LocalCopiesInit,
  path: WorkspacePath,
  { bytes, sha256 }: Content,
): Promise<boolean> {
  if ((await workspace.size(path)) !== bytes.byteLength) return false;
  // A file that goes away meanwhile, or that nobody may read, is another one.
  const found = await workspace.read(path, { maxBytes: bytes.byteLength }).catch(() => undefined);
  return found !== undefined && (await sha256Hex(digests, found)) === sha256;
}

/** Where the copy may go, best first. */
async function pathsFor(
  { workspace, ledger, clock, random }: LocalCopiesInit,
  image: LoadedImage,
  { sha256, md5 }: Content,
  { folder, profile, note }: LocalPlace,
): Promise<readonly WorkspacePath[]> {
  const stem = stemOf(image, sha256);
  const suffixes = suffixLengths.map((length) => `-${sha256.slice(0, length)}`);
  const names = ['', ...suffixes].map((suffix) => `${stem}${suffix}.${image.extension}`);
  if (folder === defaultStorage.folder && workspace.attachmentPath !== undefined) {
    const free = await workspace.attachmentPath(`${stem}.${image.extension}`, note);
    const known = (await ledger.localCopies(sha256)).map(({ path }) => path);
    const own = resolvePath(folderOf(free), names[0] ?? '');
    // Whatever the same picture was called there before.
    return [...known.filter((path) => folderOf(path) === folderOf(free)), ...(own ? [own] : []), free];
  }
  const template = accepted(parseFolderTemplate(folder));
  const root = await template.render({
    image,
    ...(note === undefined ? {} : { notePath: note }),
    profile,
    now: clock.now(),
    random,
    sha256: async () => sha256,
    md5,
  });
  return names.map((name) => {
    const path = resolvePath('', `${root}/${name}`);
    if (path !== undefined) return path;
    const issue = configIssue('storage.folder', 'folder-outside', { folder, note });
    throw new ImbedError('config/invalid', { issues: [issue] });
  });
}

function stemOf({ stem = '' }: LoadedImage, sha256: string): string {
  const name = slug(stem);
  return name === '' || isDeviceName(name) ? `image-${sha256.slice(0, 8)}` : name;
}
