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
import { linkFormatOf } from '../languages.ts';
import type { Machine } from '../machine.ts';
import type { Brought, Work } from '../work.ts';
import { type Arrival, createInsertions, type Direction, type Insertions } from './insertions.ts';
import { type EditorNote, noteOf, openNotes, reopen } from './open-note.ts';
import { registerProviders } from './providers.ts';
import type { Shelf } from './shelf.ts';
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
}

/** Images that are pasted, dropped or chosen get into notes, by way of a placeholder. */
export function registerInsertions(host: InsertionHost): InsertionFeature {
  const insertions = createInsertions<EditorNote>({
    ...{ random: host.random, shelf: host.shelf, openNotes, reopen },
    bring: (sources, { document }, onTarget) => bring(sources, document, onTarget),
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
      const target = brought.status === 'failed' ? addressOf(source) : brought.target;
      if (target === undefined && source !== undefined) lost.push(source);
      onTarget(index, target);
      host.onCount(insertions.count);
    });
    const again = async () => insert(lost, await window.showTextDocument(document));
    host.tell(all, lost.length > 0 ? again : undefined);
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
  const resume = (document: TextDocument) =>
    void insertions.resume(noteOf(document), linkFormatOf(document.languageId));
  workspace.textDocuments.forEach(resume);
  return [
    workspace.onDidOpenTextDocument(resume),
    window.onDidChangeActiveTextEditor((editor) => editor && insertions.inFront(noteOf(editor.document))),
    workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      const inserted = contentChanges.map(({ text }) => text);
      insertions.changed(noteOf(document), inserted, directionOf(reason));
    }),
  ];
}

function directionOf(reason: TextDocumentChangeReason | undefined): Direction | undefined {
  if (reason === TextDocumentChangeReason.Undo) return 'undo';
  return reason === TextDocumentChangeReason.Redo ? 'redo' : undefined;
}

function arrivalOf(source: ImageSource): Arrival {
  const name = source.name ?? 'image';
  return { source, alt: name.replace(/\.[^.]*$/, ''), label: l10n.t('Uploading {0}…', name) };
}
