import { explain, type ImbedError, localeOf, type MessageLocale } from '@imbed/core';
import { ButtonComponent, Notice } from 'obsidian';
import { type Words, wordsOf } from './words.ts';

/** Says things to the person. */
export interface Tell {
  readonly locale: MessageLocale;
  readonly words: Words;
  info(text: string): void;
  /** Stays until it is clicked away. */
  problem(what: string, error: ImbedError): void;
  /** With a button that copies the link. */
  withLink(text: string, link: string): void;
  /** Stays until it is ended; with a button to stop what goes on. */
  progress(text: string, stop: () => void): Progress;
}

export interface Progress {
  say(text: string): void;
  end(): void;
}

/** @param language as Obsidian names it */
export function createTell(language: string): Tell {
  const locale = localeOf(language);
  const words = wordsOf(locale);
  return {
    locale,
    words,
    info: (text) => void new Notice(text),
    problem(what, error) {
      const { message, hint } = explain(error, locale);
      const lines = [what, message, hint].filter((line) => line !== '');
      new Notice(lines.join('\n'), 0);
    },
    withLink(text, link) {
      const content = createFragment((fragment) => {
        fragment.createDiv({ text });
        new ButtonComponent(fragment.createDiv()).setButtonText(words.copyLink).onClick(async () => {
          await navigator.clipboard.writeText(link);
          new Notice(words.copied);
        });
      });
      new Notice(content, 0);
    },
    progress(text, stop) {
      let line: HTMLElement | undefined;
      const content = createFragment((fragment) => {
        line = fragment.createDiv({ text });
        new ButtonComponent(fragment.createDiv()).setButtonText(words.cancel).onClick(stop);
      });
      const notice = new Notice(content, 0);
      return { say: (next) => line?.setText(next), end: () => notice.hide() };
    },
  };
}
