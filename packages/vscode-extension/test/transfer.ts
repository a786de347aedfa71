/** What VS Code hands to an extension when somebody pastes or drops. */
import { readFileSync } from 'node:fs';
import { picture } from './scene.ts';
import {
  type DocumentPasteEdit,
  DocumentPasteTriggerKind,
  providers,
  Range,
  type TextDocument,
} from './vscode-stub.ts';

export interface Transferred {
  readonly type: string;
  readonly text?: string;
  readonly file?: string;
}

export const pastedPicture: Transferred = { type: 'image/png', file: picture };

export function transferOf(items: readonly Transferred[]) {
  const entries = items.map(({ type, text, file }) => {
    const asFile = () =>
      file && { name: 'gradient.png', data: async () => new Uint8Array(readFileSync(file)) };
    return [type, { asString: async () => text ?? '', asFile }] as const;
  });
  return Object.assign([...entries], { get: (type: string) => new Map(entries).get(type) });
}

export const token = { isCancellationRequested: false };

/** What VS Code does when somebody pastes: the edit, and that it was put into the note, unless it yields. */
export async function paste(
  document: TextDocument,
  items: readonly Transferred[] = [pastedPicture],
  triggerKind = DocumentPasteTriggerKind.Automatic,
): Promise<DocumentPasteEdit | undefined> {
  const context = { only: undefined, triggerKind };
  const { provideDocumentPasteEdits: provide } = Object(providers.paste);
  const [edit] = (await provide(document, [], transferOf(items), context, token)) ?? [];
  if (edit !== undefined && edit.yieldTo === undefined) insert(document, edit.insertText);
  return edit;
}

export function insert(document: TextDocument, text: string): void {
  const end = document.getText().length;
  document.change([{ range: new Range(end, end), text }]);
}
