import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Host } from './host/host.ts';
import type { MarkdownView } from './host/markdown-view.ts';
import { type Scene, type SceneInit, until } from './scene.ts';

export const link = /!\[[^\]]*\]\((http:\/\/127\.0\.0\.1[^)]+)\)/;
export const token = /!\[Uploading [^\]]*…\]\(uploading:[a-z0-9]+\)/;

export const textOf = (view: MarkdownView) => view.getViewData();

export const pills = (view: MarkdownView) => [...view.containerEl.querySelectorAll('.imbed-pill')];

export function press(view: MarkdownView, title: string): void {
  const button = view.containerEl.querySelector(`.imbed-pill [aria-label="${title}"]`);
  button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

/** Waits until the note has its link and no placeholder. */
export function linked(view: MarkdownView): Promise<void> {
  return until(() => {
    expect(textOf(view)).toMatch(link);
    expect(textOf(view)).not.toMatch(token);
  });
}

/** Images whose bytes wait on the disk of the device. */
export function draftsOf({ vaultPath }: Host): readonly string[] {
  const folder = join(vaultPath, '.imbed/uploading');
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.part')) : [];
}

/** A note that is open, with the caret at its end. */
export async function openNote(scene: Scene, init: SceneInit = {}) {
  const host = await scene.start(init);
  const view = await host.open('Note.md');
  view.editor.setCursor(view.editor.offsetToPos(view.getViewData().length));
  return { host, view };
}
