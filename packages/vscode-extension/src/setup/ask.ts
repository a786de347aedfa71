import { type QuickPickItem, window } from 'vscode';

/** One question of several. */
export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly example?: string;
  readonly value?: string;
  /** What is wrong with an answer; `undefined` when nothing is. */
  problem?(answer: string): string | undefined;
}

/** One line; `undefined` when the person changed their mind. */
export async function askLine(question: Question): Promise<string | undefined> {
  const { title, prompt, example, value, problem } = question;
  const answer = await window.showInputBox({
    ...{ title, prompt, ignoreFocusOut: true },
    ...(example !== undefined && { placeHolder: example }),
    ...(value !== undefined && { value }),
    validateInput: (typed) => problem?.(typed.trim()),
  });
  return answer?.trim();
}

export interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** One of a list that depends on what was typed; `undefined` when the person changed their mind. */
export function choose<T>(
  { title, prompt }: Pick<Question, 'title' | 'prompt'>,
  choices: (typed: string) => readonly Choice<T>[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const pick = window.createQuickPick<Choice<T>>();
    Object.assign(pick, { title, placeholder: prompt, ignoreFocusOut: true, matchOnDescription: true });
    const offer = () => {
      pick.items = choices(pick.value.trim());
    };
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen === undefined) return;
      resolve(chosen.value);
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    offer();
    pick.show();
  });
}
