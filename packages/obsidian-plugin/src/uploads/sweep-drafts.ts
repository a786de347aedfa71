import { imageExtensions } from '@imbed/core';
import type { Vault } from 'obsidian';
import type { Drafts } from './drafts.ts';

/** As long, sync may still bring the note whose placeholder another device put there, and a note may come out of a bin. */
const KEPT_MS = 31 * 24 * 3_600_000;

/** Where Obsidian puts notes that are deleted, for who has it so. */
const BIN = '.trash';

/** What no editor shows as text, of all that Obsidian takes: https://help.obsidian.md/file-formats */
const noTexts = new Set([
  ...imageExtensions(),
  ...'3gp flac m4a mkv mov mp3 mp4 oga ogg ogv opus pdf wav webm zip'.split(' '),
]);

type SweptVault = Pick<Vault, 'getFiles' | 'cachedRead' | 'adapter'>;

/**
 * Removes the bytes that no text waits for: of images that were taken back. Texts are read only when there are such
 * bytes, all of them: plugins open files of any kind as notes. Rejects, with everything still there, when one cannot be
 * read.
 */
export async function sweepDrafts(vault: SweptVault, drafts: Drafts, now: number): Promise<void> {
  const left = new Set(await drafts.savedBefore(now - KEPT_MS));
  for await (const text of textsOf(vault, left))
    for (const id of left) if (text.includes(id)) left.delete(id);
  for (const id of left) await drafts.remove(id);
}

/** @param wanted nothing is read any more when it is empty */
async function* textsOf(vault: SweptVault, wanted: ReadonlySet<string>): AsyncGenerator<string> {
  for (const file of vault.getFiles()) {
    if (wanted.size === 0) return;
    if (!noTexts.has(file.extension.toLowerCase())) yield await vault.cachedRead(file);
  }
  const folders = wanted.size > 0 && (await vault.adapter.exists(BIN)) ? [BIN] : [];
  for (const folder of folders) {
    const { files, folders: inner } = await vault.adapter.list(folder);
    folders.push(...inner);
    for (const path of files) if (!noTexts.has(extensionOf(path))) yield await vault.adapter.read(path);
  }
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
