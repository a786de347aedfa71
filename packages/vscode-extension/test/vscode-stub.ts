/**
 * As much of the `vscode` module as the extension's tests touch, written from its published types. `person` says
 * what the person at the screen does, and `screen` what they see.
 */
import { readFile } from 'node:fs/promises';

export const person = {
  chooses: undefined as Uri | undefined,
  answers: [] as (string | undefined)[],
  configuration: {} as Record<string, unknown>,
};

export const screen = {
  errors: [] as string[],
  messages: [] as string[],
  clipboard: '',
};

export interface Uri {
  readonly path: string;
}

export const ProgressLocation = { Notification: 15 };

export const l10n = {
  t: (text: string, ...values: readonly string[]) =>
    text.replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? ''),
};

export const env = {
  language: 'en',
  clipboard: {
    async writeText(text: string) {
      screen.clipboard = text;
    },
  },
};

export const workspace = {
  fs: { readFile: async ({ path }: Uri) => new Uint8Array(await readFile(path)) },
  getConfiguration: () => ({ get: (key: string) => person.configuration[key] }),
  asRelativePath: ({ path }: Uri) => path,
};

export const window = {
  activeTextEditor: undefined as unknown,
  showOpenDialog: async () => person.chooses && [person.chooses],
  showInputBox: async () => person.answers.shift(),
  async showErrorMessage(text: string) {
    screen.errors.push(text);
  },
  async showInformationMessage(text: string) {
    screen.messages.push(text);
  },
  withProgress: <T>(_: unknown, task: (progress: unknown, token: unknown) => T) =>
    task({}, { onCancellationRequested: () => undefined }),
};

const registered = new Map<string, () => Promise<void>>();

export const commands = {
  registerCommand(id: string, run: () => Promise<void>) {
    registered.set(id, run);
    return { dispose: () => registered.delete(id) };
  },
  executeCommand: (id: string) => registered.get(id)?.(),
};
