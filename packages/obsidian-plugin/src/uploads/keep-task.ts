import {
  cancelled,
  formatImageLink,
  type ImageKeeper,
  type KeepOptions,
  type KeepOutcome,
  type KeptImage,
  parseWorkspacePath,
  relativePath,
  type StoragePlan,
  type WorkspacePath,
} from '@imbed/core';
import type { FileManager, TFile, Vault } from 'obsidian';
import type { LinkSettings } from '../plugin-data.ts';
import type { Tell } from '../tell.ts';
import type { Drafts } from './drafts.ts';
import type { Incoming, Task } from './task.ts';

export interface KeepTaskInit {
  readonly vault: Vault;
  readonly fileManager: FileManager;
  readonly drafts: Drafts;
  readonly tell: Tell;
  /** What new links look like. */
  readonly links: () => LinkSettings;
  /** Throws `config/*`. */
  readonly keeper: () => ImageKeeper;
}

/**
 * Puts its bytes on the disk of this device, unless they lie in the vault.
 * @returns whether they are there: without room for them the upload is tried all the same
 */
export async function saveDraft({ drafts }: KeepTaskInit, { id, image }: Task): Promise<boolean> {
  if (image.path !== undefined) return false;
  const bytes = await image.read();
  return drafts.save(id, bytes).then(
    () => true,
    () => false,
  );
}

/**
 * Brings the image to where its plan wants it. Rejects when it is nowhere but in its draft.
 * @returns the link that its note is to hold
 */
export async function keepTask(
  init: KeepTaskInit,
  { name, image, note, plan, controller: { signal } }: Task,
  hasDraft: boolean,
  onPercent: (percent: number) => void,
): Promise<string> {
  if (signal.aborted) throw cancelled('not-sent');
  const options: KeepOptions = {
    ...{ note: pathOf(note), signal, hasDraft },
    onProgress(event) {
      if (event.type === 'bytes') onPercent(Math.floor((100 * event.sent) / Math.max(1, event.total)));
    },
  };
  const outcome = await keepImage(init, image, plan, options);
  if (outcome.status === 'failed' && image.path !== undefined && outcome.error.code === 'source/too-large') {
    init.tell.problem(init.tell.words.notUploaded(name), outcome.error, plan.profile);
    return linkTo(init, { kind: 'local', path: image.path }, altOf(image.name), note);
  }
  if (outcome.status === 'failed') throw outcome.error;
  const { link, waiting } = outcome.kept;
  const failure = waiting.find(({ role }) => role === 'primary');
  if (failure !== undefined)
    init.tell.problem(init.tell.words.keptLocally(name), failure.error, plan.profile);
  return linkTo(init, link, altOf(image.name), note);
}

async function keepImage(
  { keeper }: KeepTaskInit,
  image: Incoming,
  plan: StoragePlan,
  options: KeepOptions,
): Promise<KeepOutcome> {
  if (image.path !== undefined) return keeper().keepFile(image.path, plan, options);
  const bytes = await image.read();
  return keeper().keep({ ...image, read: async () => bytes }, plan, options);
}

function altOf(name: string | undefined): string {
  return (name ?? '').replace(/\.[^.]*$/, '');
}

/** Addresses are linked in Markdown; a file of the vault as the person has set Obsidian, or this plugin, to. */
function linkTo(init: KeepTaskInit, link: KeptImage['link'], name: string, note: TFile): string {
  const { style, size, alt: wanted } = init.links();
  const alt = wanted === 'none' ? '' : name;
  const sized = size === '' ? {} : { size };
  if (link.kind === 'remote') return formatImageLink({ alt, target: link.url, ...sized }, 'markdown');
  if (style === 'wiki') return formatImageLink({ alt: '', target: link.path, ...sized }, 'wiki');
  const file = init.vault.getFileByPath(link.path);
  if (style === 'markdown' || file === null)
    return formatImageLink({ alt, target: relativePath(pathOf(note), link.path), ...sized }, 'markdown');
  const written = init.fileManager.generateMarkdownLink(file, note.path, '', size);
  return written.startsWith('!') ? written : `!${written}`;
}

export function pathOf({ path }: TFile): WorkspacePath {
  const parsed = parseWorkspacePath(path);
  if (parsed.ok) return parsed.value;
  throw new Error('a file of the vault is in the vault');
}
