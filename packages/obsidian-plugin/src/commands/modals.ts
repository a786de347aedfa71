import { inOneLine, type MessageLocale, type Problem } from '@imbed/core';
import { type App, Modal } from 'obsidian';
import { explained, type Words } from '../words.ts';

/** A title and lines below it, which come one by one and can be read for as long as it takes. */
export interface OpenList {
  retitle(title: string): void;
  /** @param link to a page that says more */
  add(line: string, link?: string): void;
}

/** @param onClose what the person closes, nobody waits for any more */
export function openList(app: App, title: string, onClose: () => void = () => undefined): OpenList {
  const modal = new Modal(app);
  modal.setTitle(title);
  modal.onClose = onClose;
  const list = modal.contentEl.createEl('ul', { cls: 'imbed-report' });
  modal.open();
  return {
    retitle: (text) => void modal.setTitle(text),
    add(text, link) {
      const item = list.createEl('li', { text });
      if (link !== undefined) item.createEl('a', { cls: 'imbed-report-link', text: link, href: link });
    },
  };
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
    const what = inOneLine(explained(error, locale));
    list.add([place, subject, what].filter((part) => part !== '').join('\n'));
  }
}
