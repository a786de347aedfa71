import { explain, inOneLine, type MessageLocale, type Problem } from '@imbed/core';
import { type App, Modal } from 'obsidian';
import type { Words } from '../words.ts';

/** A title and lines below it, which come one by one and can be read for as long as it takes. */
export interface OpenList {
  retitle(title: string): void;
  add(line: string): void;
}

/** @param onClose what the person closes, nobody waits for any more */
export function openList(app: App, title: string, onClose: () => void = () => undefined): OpenList {
  const modal = new Modal(app);
  modal.setTitle(title);
  modal.onClose = onClose;
  const list = modal.contentEl.createEl('ul', { cls: 'imbed-report' });
  modal.open();
  return { retitle: (text) => void modal.setTitle(text), add: (text) => void list.createEl('li', { text }) };
}

export function showProblems(
  app: App,
  problems: readonly Problem[],
  words: Words,
  locale: MessageLocale,
): void {
  const list = openList(app, words.problemsTitle);
  for (const { note, line, subject, error } of problems) {
    const place = [note, line].filter((part) => part !== undefined).join(':');
    const what = inOneLine(explain(error, locale));
    list.add([place, subject, what].filter((part) => part !== '').join('\n'));
  }
}
