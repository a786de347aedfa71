import { type ImageSource, toImbedError } from '@imbed/core';
import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditContext,
  DocumentPasteTriggerKind,
  l10n,
  languages,
  type TextDocument,
  TextDocumentChangeReason,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { linkFormatOf } from '../languages.ts';
import type { Machine } from '../machine.ts';
import type { Brought, Work } from '../work.ts';
import { type Arrival, createInsertions, type Direction } from './insertions.ts';
import { type EditorNote, noteOf, openNotes, reopen } from './open-note.ts';
import { type Pictures, pictureTypes, readPictures } from './pictures.ts';
import type { Shelf } from './shelf.ts';

/** `editor.pasteAs.preferences` and `editor.dropIntoEditor…` name it. */
export const imbedKind = DocumentDropOrPasteEditKind.Empty.append('markdown', 'link', 'image', 'imbed');

export interface InsertionHost {
  readonly random: Machine['random'];
  readonly shelf: Shelf;
  loadWork(): Promise<Work>;
  /** Told when a batch is over; `again` inserts what is nowhere once more. */
  tell(brought: readonly Brought[], again: () => Promise<void>): void;
  showError(error: unknown): void;
  /** Told whenever images set out or arrive. */
  onCount(count: number): void;
}

export interface InsertionFeature extends Disposable {
  /** Puts images where the cursors are. */
  insert(sources: readonly ImageSource[], editor: TextEditor): Promise<void>;
}

/** Images that are pasted, dropped or chosen get into notes, by way of a placeholder. */
export function registerInsertions(host: InsertionHost): InsertionFeature {
  const insertions = createInsertions<EditorNote>({
    random: host.random,
    shelf: host.shelf,
    openNotes,
    reopen,
    bring: (sources, note, onTarget) => bring(sources, note.document, onTarget),
  });

  async function bring(
    sources: readonly ImageSource[],
    document: TextDocument,
    onTarget: (index: number, target: string | undefined) => void,
  ): Promise<void> {
    host.onCount(insertions.count);
    const all: Brought[] = [];
    const lost: ImageSource[] = [];
    const work = await host.loadWork();
    await work.bring(sources, document, (index, brought) => {
      all.push(brought);
      const source = sources[index];
      if (brought.status === 'failed' && source !== undefined) lost.push(source);
      onTarget(index, brought.status === 'failed' ? undefined : brought.target);
      host.onCount(insertions.count);
    });
    host.tell(all, () => again(lost, document));
  }

  async function again(sources: readonly ImageSource[], document: TextDocument): Promise<void> {
    await insert(sources, await window.showTextDocument(document));
  }

  async function insert(sources: readonly ImageSource[], editor: TextEditor): Promise<void> {
    const text = offer(sources, editor.document);
    await editor.edit((builder) => {
      for (const selection of editor.selections) builder.replace(selection, text);
    });
  }

  function offer(sources: readonly ImageSource[], { languageId }: TextDocument): string {
    return insertions.offer(sources.map(arrivalOf), linkFormatOf(languageId));
  }

  /** `undefined` leaves the event to VS Code. A key that is pressed before the answer would end the paste. */
  async function answer(
    reading: Promise<Pictures>,
    document: TextDocument,
    token: CancellationToken,
  ): Promise<{ readonly text: string; readonly textFirst: boolean } | undefined> {
    const { sources, textFirst } = await reading;
    if (sources.length === 0 || !(await isWanted(document)) || token.isCancellationRequested)
      return undefined;
    return { text: offer(sources, document), textFirst };
  }

  async function isWanted(document: TextDocument): Promise<boolean> {
    try {
      return await (await host.loadWork()).wants(document);
    } catch (thrown) {
      // Who has set up nothing yet is not to be bothered.
      if (toImbedError(thrown).code !== 'config/not-found') host.showError(thrown);
      return false;
    }
  }

  const title = l10n.t('Upload image to OSS');

  const paste = {
    async provideDocumentPasteEdits(
      document: TextDocument,
      _ranges: unknown,
      transfer: DataTransfer,
      { only, triggerKind }: DocumentPasteEditContext,
      token: CancellationToken,
    ): Promise<DocumentPasteEdit[] | undefined> {
      const found = await answer(readPictures(transfer, 'paste'), document, token);
      if (found === undefined) return undefined;
      const edit = new DocumentPasteEdit(found.text, title, imbedKind);
      const isAsked = triggerKind === DocumentPasteTriggerKind.PasteAs || only?.contains(imbedKind) === true;
      if (found.textFirst && !isAsked) edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };

  const drop = {
    async provideDocumentDropEdits(
      document: TextDocument,
      _position: unknown,
      transfer: DataTransfer,
      token: CancellationToken,
    ): Promise<DocumentDropEdit | undefined> {
      const found = await answer(readPictures(transfer, 'drop'), document, token);
      return found && new DocumentDropEdit(found.text, title, imbedKind);
    },
  };

  const watching = workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    const inserted = contentChanges.map(({ text }) => text);
    insertions.changed(noteOf(document), inserted, directionOf(reason));
  });

  const resume = (document: TextDocument) =>
    void insertions.resume(noteOf(document), linkFormatOf(document.languageId));
  const opening = workspace.onDidOpenTextDocument(resume);
  workspace.textDocuments.forEach(resume);

  function registerProviders(): readonly Disposable[] {
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

  let providers = registerProviders();
  const reconfiguring = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('imbed.languages')) return;
    for (const provider of providers) provider.dispose();
    providers = registerProviders();
  });

  return {
    insert,
    dispose() {
      for (const one of [watching, opening, reconfiguring, ...providers]) one.dispose();
    },
  };
}

function directionOf(reason: TextDocumentChangeReason | undefined): Direction | undefined {
  if (reason === TextDocumentChangeReason.Undo) return 'undo';
  return reason === TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

function arrivalOf(source: ImageSource): Arrival {
  const name = source.name ?? 'image';
  return { source, alt: name.replace(/\.[^.]*$/, ''), label: l10n.t('Uploading {0}…', name) };
}
