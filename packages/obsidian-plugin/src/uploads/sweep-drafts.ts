import type { Vault } from 'obsidian';
import type { Drafts } from './drafts.ts';

/** As long, sync may still bring the note whose placeholder another device put there. */
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Removes the bytes that no note waits for: of images that were taken back before the app was killed. Notes are read only
 * when there are such bytes.
 */
export async function sweepDrafts(
  vault: Pick<Vault, 'getMarkdownFiles' | 'cachedRead'>,
  drafts: Drafts,
  now: number,
): Promise<void> {
  const left = new Set(await drafts.savedBefore(now - KEPT_MS));
  for (const note of vault.getMarkdownFiles()) {
    if (left.size === 0) return;
    const text = await vault.cachedRead(note);
    for (const id of left) if (text.includes(id)) left.delete(id);
  }
  for (const id of left) await drafts.remove(id);
}
