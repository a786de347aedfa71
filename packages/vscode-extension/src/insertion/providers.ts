import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  type DocumentDropEditProvider,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditContext,
  type DocumentPasteEditProvider,
  DocumentPasteTriggerKind,
  l10n,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { type Pictures, pictureTypes, readPictures } from './pictures.ts';
import type { Download } from './web-picture.ts';

/** `editor.pasteAs.preferences` and `editor.dropIntoEditor…` name it. */
export const imbedKind = DocumentDropOrPasteEditKind.Empty.append('markdown', 'link', 'image', 'imbed');

export interface ProvidersHost {
  /** Whether images of this note are to be taken care of. Never rejects. */
  isWanted(document: TextDocument): Promise<boolean>;
  readonly download: Download;
  /** Text that stands for the pictures until their links are there. */
  offer(pictures: Pictures, document: TextDocument): string;
}

/** Answers VS Code when somebody pastes or drops pictures, in the languages of the settings. */
export function registerProviders(host: ProvidersHost): Disposable {
  const [paste, drop] = [pasteProvider(host), dropProvider(host)];
  let registered = register(paste, drop);
  const reconfiguring = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('imbed.languages')) return;
    for (const one of registered) one.dispose();
    registered = register(paste, drop);
  });
  return {
    dispose() {
      for (const one of [reconfiguring, ...registered]) one.dispose();
    },
  };
}

function register(paste: DocumentPasteEditProvider, drop: DocumentDropEditProvider): readonly Disposable[] {
  const ids: readonly string[] = workspace.getConfiguration('imbed').get('languages') ?? [];
  const selector = ids.map((language) => ({ language }));
  return [
    languages.registerDocumentPasteEditProvider(selector, paste, {
      providedPasteEditKinds: [imbedKind],
      pasteMimeTypes: pictureTypes,
    }),
    languages.registerDocumentDropEditProvider(selector, drop, {
      providedDropEditKinds: [imbedKind],
      dropMimeTypes: pictureTypes,
    }),
  ];
}

function pasteProvider(host: ProvidersHost): DocumentPasteEditProvider {
  return {
    async provideDocumentPasteEdits(document, _ranges, transfer, context, token) {
      const found = await answer(host, readPictures(transfer, 'paste', host.download), document, token);
      if (found === undefined) return undefined;
      const edit = new DocumentPasteEdit(found.text, title(), imbedKind);
      if (found.textFirst && !isAsked(context)) edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
}

function dropProvider(host: ProvidersHost): DocumentDropEditProvider {
  return {
    async provideDocumentDropEdits(
      document: TextDocument,
      _position: unknown,
      transfer: DataTransfer,
      token: CancellationToken,
    ) {
      const found = await answer(host, readPictures(transfer, 'drop', host.download), document, token);
      return found && new DocumentDropEdit(found.text, title(), imbedKind);
    },
  };
}

function title(): string {
  return l10n.t('Upload image to OSS');
}

function isAsked({ only, triggerKind }: DocumentPasteEditContext): boolean {
  return triggerKind === DocumentPasteTriggerKind.PasteAs || only?.contains(imbedKind) === true;
}

/** `undefined` leaves the event to VS Code. A key that is pressed before the answer would end the paste. */
async function answer(
  { isWanted, offer }: ProvidersHost,
  reading: Promise<Pictures>,
  document: TextDocument,
  token: CancellationToken,
): Promise<{ readonly text: string; readonly textFirst: boolean } | undefined> {
  const pictures = await reading;
  if (pictures.sources.length === 0 || !(await isWanted(document)) || token.isCancellationRequested)
    return undefined;
  return { text: offer(pictures, document), textFirst: pictures.textFirst };
}
