import {
  type CodeAction,
  type CodeLens,
  Hover,
  type MarkdownString,
  type Position,
  type Range,
  type TextDocument,
  type TreeItem,
} from 'vscode';
import type { NoteTree } from '../workspace/note-place.ts';
import { codeActions, codeLenses } from './actions.ts';
import { type ListedImage, listHistory, listNote, treeItem } from './listing.ts';
import { imageAt, type LinkedImage, linkedImage, rangeIn } from './note-images.ts';
import { createSights, type SightsHost } from './sights.ts';
import { thumbnail } from './thumbnail.ts';

/** What the editor shows of the images of notes; loaded with the first look at one. */
export interface Images {
  hover(document: TextDocument, position: Position): Promise<Hover | undefined>;
  codeActions(document: TextDocument, range: Range): Promise<CodeAction[]>;
  codeLenses(document: TextDocument): Promise<CodeLens[]>;
  /** The image at a place of a note. */
  at(document: TextDocument, position: Position): LinkedImage | undefined;
  ofNote(document: TextDocument): Promise<readonly ListedImage[]>;
  /** What was uploaded for the notes of this window, the latest first. */
  history(): Promise<readonly ListedImage[]>;
  item(image: ListedImage): TreeItem;
  tooltip(image: ListedImage): Promise<MarkdownString>;
  /** An address that opens: signed for a private bucket. Never rejects. */
  shown(target: string): Promise<string>;
}

export interface ImagesHost extends SightsHost {
  /** Of this window. */
  trees(): Promise<readonly NoteTree[]>;
}

export function createImages(host: ImagesHost): Images {
  const sights = createSights(host);
  return {
    async hover(document, position) {
      const reference = imageAt(document, document.offsetAt(position));
      if (reference === undefined) return undefined;
      const [sight] = await sights.of(document, ({ target }) => target === reference.target);
      if (sight === undefined) return undefined;
      const isShown = document.languageId === 'markdown' && reference.syntax === 'inline';
      const words = await thumbnail(linkedImage(document, reference), sight, sights, isShown);
      return new Hover(words, rangeIn(document, reference));
    },
    codeActions: (document, range) => codeActions(document, range, sights),
    codeLenses: (document) => codeLenses(document, sights),
    at(document, position) {
      const reference = imageAt(document, document.offsetAt(position));
      return reference && linkedImage(document, reference);
    },
    ofNote: (document) => listNote(document, sights),
    history: async () => listHistory(await host.trees()),
    item: treeItem,
    tooltip: (image) => thumbnail(image, image, sights),
    shown: sights.shown,
  };
}
