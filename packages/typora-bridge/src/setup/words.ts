import type { MessageLocale } from '@imbed/core';
import { en } from './words-en.ts';
import { zhCn } from './words-zh-cn.ts';

/** Why Typora would not take what the command answers. */
export type TyporaProblem = 'no-links' | 'no-links-again' | 'other-links';

/** What may keep a command from working in Typora though it works here. */
export type TyporaDoubt =
  | { readonly about: 'environment' | 'snap' | 'npx' }
  /** `text`: what Windows takes for a variable. */
  | { readonly about: 'expanded'; readonly text: string };

/** What `imbed setup` says. */
export interface SetupWords {
  readonly onClipboard: string;
  readonly typora: {
    readonly enter: string;
    doubt(doubt: TyporaDoubt): string;
    readonly tried: string;
    readonly works: string;
    /** Of a profile whose links are signed. */
    readonly worksSigned: string;
    fails(problem: TyporaProblem): string;
  };
  readonly vscode: {
    /** @param command that installs the extension */
    install(command: string): string;
    readonly onDesktop: string;
    /** @param settings to be pasted */
    elsewhere(settings: string): string;
    readonly keys: string;
  };
  readonly obsidian: {
    /** @param folders one a line */
    install(folders: string): string;
    /** @param text to be pasted */
    switchOn(text: string): string;
    readonly keys: string;
  };
  keysFile(path: string): string;
  withoutKeys(profiles: readonly string[]): string;
}

export function setupWords(locale: MessageLocale): SetupWords {
  return locale === 'zh-CN' ? zhCn : en;
}
