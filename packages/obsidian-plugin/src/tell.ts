import { type ImbedError, localeOf, type MessageLocale } from '@imbed/core';
import { ButtonComponent, Notice } from 'obsidian';
import { explained, type Words, wordsOf } from './words.ts';

/** Says things to the person. */
export interface Tell {
  readonly locale: MessageLocale;
  readonly words: Words;
  info(text: string): void;
  /** Stays until it is clicked away. */
  lasting(text: string): void;
  /** @param profile of a failed upload: with a button that tests it, where the store or the way there is to blame */
  problem(what: string, error: ImbedError, profile?: string): void;
  /** With a button that copies the link. */
  withLink(text: string, link: string): void;
  /** Stays until it is ended; with a button to stop what goes on. */
  progress(text: string, stop: () => void): Progress;
}

export interface Progress {
  say(text: string): void;
  end(): void;
}

/** Failures that the doctor can say more about. */
const testable = /^(?:store\/|network\/|config\/missing-secret$)/;

/**
 * @param language as Obsidian names it
 * @param test runs the doctor on a profile
 */
export function createTell(language: string, test: (profile: string) => void): Tell {
  const locale = localeOf(language);
  const words = wordsOf(locale);
  return {
    locale,
    words,
    info: (text) => void new Notice(text),
    lasting: (text) => void new Notice(text, 0),
    problem(what, error, profile) {
      const { message, hint } = explained(error, locale);
      const lines = [what, message, hint].filter((line) => line !== '');
      if (profile === undefined || !testable.test(error.code)) return void new Notice(lines.join('\n'), 0);
      const content = createFragment((fragment) => {
        fragment.createDiv({ cls: 'imbed-notice-text', text: lines.join('\n') });
        new ButtonComponent(fragment.createDiv())
          .setButtonText(words.testConnection)
          .onClick(() => test(profile));
      });
      new Notice(content, 0);
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
