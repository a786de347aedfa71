import { cancelled } from '@imbed/core';
import confirm from '@inquirer/confirm';
import password from '@inquirer/password';
import search from '@inquirer/search';
import select from '@inquirer/select';
import type { Io } from '../io.ts';
import { type LineConfig, linePrompt } from './line-prompt.ts';
import type { InitWords } from './words.ts';

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** Shown below the list while the choice is under the cursor. */
  readonly description?: string;
  /** Why it cannot be chosen. */
  readonly disabled?: string;
}

/** Questions at a terminal. Each rejects with `cancelled` on Ctrl-C. */
export interface Prompts {
  choose<T>(message: string, choices: readonly Choice<T>[], usual?: T): Promise<T>;
  /** A list that what is typed narrows. */
  find<T>(message: string, choicesFor: (typed: string) => readonly Choice<T>[]): Promise<T>;
  line(config: LineConfig): Promise<string>;
  /** Nothing of it is shown. */
  secret(message: string, problem: (text: string) => string): Promise<string>;
  confirm(message: string, usual: boolean): Promise<boolean>;
}

/** `undefined` where nobody can be asked: a terminal is needed at both ends. */
export function createPrompts(io: Io, words: InitWords): Prompts | undefined {
  const input = io.keyboard();
  const output = io.terminal?.();
  if (input === undefined || output === undefined) return undefined;
  const context = { input, output, signal: io.signal };
  const list = { style: { keysHelpTip: () => words.listKeys } };
  return {
    choose: (message, choices, usual) =>
      answered(
        select({ message, choices, theme: list, ...(usual !== undefined && { default: usual }) }, context),
      ),
    find: (message, choicesFor) =>
      answered(search({ message, source: (typed) => choicesFor(typed?.trim() ?? ''), theme: list }, context)),
    line: (config) => answered(linePrompt(config, context)),
    async secret(message, problem) {
      const validate = (text: string) => problem(text.trim()) || true;
      const theme = { style: { maskedText: words.hidden } };
      const text = await answered(password({ message, validate, toggleMask: false, theme }, context));
      return text.trim();
    },
    confirm: (message, usual) =>
      answered(confirm({ message, default: usual, theme: { keywords: words.yesNo } }, context)),
  };
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const left = error instanceof Error && /^(ExitPrompt|AbortPrompt)Error$/.test(error.name);
    throw left ? cancelled('not-sent') : error;
  }
}
