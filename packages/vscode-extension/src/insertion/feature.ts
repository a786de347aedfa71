import { type ImageSource, toImbedError } from '@imbed/core';
import {
  type Disposable,
  l10n,
  type TextDocument,
  TextDocumentChangeReason,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import type { Brought } from '../bringing.ts';
import { baseName } from '../file-source.ts';
import { linkFormatOf } from '../languages.ts';
import type { Machine } from '../machine.ts';
import type { Work } from '../work.ts';
import { type Arrival, createInsertions, type Direction, type Insertions } from './insertions.ts';
import { canBeWritten, type EditorNote, noteOf, openNotes, reopen } from './open-note.ts';
import { placeholderScheme } from './placeholder.ts';
import { registerProviders } from './providers.ts';
import type { Shelf } from './shelf.ts';
import type { Awaited } from './uploads.ts';
import { addressOf } from './web-picture.ts';

export interface InsertionHost {
  readonly random: Machine['random'];
  readonly shelf: Shelf;
  loadWork(): Promise<Work>;
  /** Told when a batch is over; `again` inserts what is nowhere once more, where anything is. */
  tell(brought: readonly Brought[], again: (() => Promise<void>) | undefined): void;
  showError(error: unknown): void;
  /** Told whenever images set out or arrive. */
  onCount(count: number): void;
}

export interface InsertionFeature extends Disposable {
  /** Puts images where the cursors are. */
  insert(sources: readonly ImageSource[], editor: TextEditor): Promise<void>;
  /** Before the window is closed: leaves what is on its way to the next one. */
  end(): Promise<void>;
}

/** Images that are pasted, dropped or chosen get into notes, by way of a placeholder. */
export function registerInsertions(host: InsertionHost): InsertionFeature {
  const insertions = createInsertions<EditorNote>({
    ...{ random: host.random, shelf: host.shelf, onCount: host.onCount, openNotes, reopen },
    now: Date.now,
    isWanted: ({ document }) => isWanted(host, document),
    bring: (images, { document }, onTarget) => bring(images, document, onTarget),
    onLost: ({ document }, takeOut) => void sayLost(document, takeOut),
  });

  async function bring(
    images: readonly Awaited[],
    document: TextDocument,
    onTarget: (index: number, target: string | undefined) => void,
  ): Promise<void> {
    const all: Brought[] = [];
    const lost: ImageSource[] = [];
    const onBrought = (index: number, brought: Brought) => {
      const image = images[index];
      if (image === undefined || (brought.status !== 'linked' && image.signal.aborted)) return;
      all.push(brought);
      const target = brought.status === 'failed' ? addressOf(image.source) : brought.target;
      if (target === undefined) lost.push(image.source);
      onTarget(index, target);
    };
    try {
      await (await host.loadWork()).bring(images, document, onBrought);
    } catch (thrown) {
      const error = toImbedError(thrown);
      for (const index of images.keys()) onBrought(index, { status: 'failed', error });
    }
    const again = async () => insert(lost, await window.showTextDocument(document));
    if (all.length > 0) host.tell(all, lost.length > 0 ? again : undefined);
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

  const registered = [
    registerProviders({
      isWanted: (document) => isWanted(host, document),
      download: async (url, signal) => (await host.loadWork()).download(url, signal),
      offer: ({ sources }, document) => offer(sources, document),
    }),
    ...watchNotes(insertions),
  ];
  return {
    insert,
    end: insertions.end,
    dispose() {
      for (const one of registered) one.dispose();
    },
  };
}

async function isWanted({ loadWork, showError }: InsertionHost, document: TextDocument): Promise<boolean> {
  try {
    return await (await loadWork()).wants(document);
  } catch (thrown) {
    // Who has set up nothing yet is not to be bothered.
    if (toImbedError(thrown).code !== 'config/not-found') showError(thrown);
    return false;
  }
}

/** Tells of every change, and of the notes that are open. */
function watchNotes(insertions: Insertions<EditorNote>): readonly Disposable[] {
  const resume = (document: TextDocument) => {
    if (!isNote(document)) return;
    const isInFront = window.activeTextEditor?.document === document;
    void insertions.resume(noteOf(document), linkFormatOf(document.languageId), isInFront);
  };
  workspace.textDocuments.forEach(resume);
  return [
    workspace.onDidOpenTextDocument(resume),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor === undefined) return;
      insertions.inFront(noteOf(editor.document));
      resume(editor.document);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      if (!canBeWritten(document)) return;
      const inserted = contentChanges.map(({ text }) => text);
      insertions.changed(noteOf(document), inserted, directionOf(reason));
      // One that was cut out in another window.
      if (inserted.some((text) => text.includes(placeholderScheme))) resume(document);
    }),
  ];
}

/** Where images come in without being asked for. */
function isNote(document: TextDocument): boolean {
  const ids: readonly string[] = workspace.getConfiguration('imbed').get('languages') ?? [];
  return canBeWritten(document) && ids.includes(document.languageId);
}

async function sayLost({ uri }: TextDocument, takeOut: () => void): Promise<void> {
  const words = l10n.t(
    '{0} has a placeholder of an image that is not on this computer. It may still come from where it was pasted; else paste it again.',
    baseName(uri.path),
  );
  const remove = l10n.t('Remove the placeholder');
  if ((await window.showWarningMessage(words, remove)) === remove) takeOut();
}

function directionOf(reason: TextDocumentChangeReason | undefined): Direction | undefined {
  if (reason === TextDocumentChangeReason.Undo) return 'undo';
  return reason === TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

function arrivalOf(source: ImageSource): Arrival {
  const name = source.name ?? 'image';
  return { source, alt: name.replace(/\.[^.]*$/, ''), label: l10n.t('Uploading {0}…', name) };
}
