import { type Disposable, EventEmitter, languages, type TextDocument, workspace } from 'vscode';
import { createImageViews } from './image-views.ts';
import type { Images } from './images.ts';
import { markdownLanguages, mayHoldImage } from './note-images.ts';

export interface ImageFeature extends Disposable {
  /** Told when images may be elsewhere than before. */
  refresh(): void;
}

/** Shows and offers what there is to each image of a note. Typing waits for none of it. */
export function registerImages(load: () => Promise<Images>): ImageFeature {
  const selector = markdownLanguages.map((language) => ({ language }));
  const lensesChanged = new EventEmitter<void>();
  const views = createImageViews(load);
  const refresh = () => {
    lensesChanged.fire();
    views.refresh();
  };
  const registered = [
    languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        if (!isOn('hover', document) || !mayHoldImage(document.lineAt(position).text)) return undefined;
        return (await load()).hover(document, position);
      },
    }),
    languages.registerCodeActionsProvider(selector, {
      async provideCodeActions(document, range) {
        return mayHoldImage(document.lineAt(range.start).text)
          ? (await load()).codeActions(document, range)
          : undefined;
      },
    }),
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) =>
        isOn('codeLens', document) ? (await load()).codeLenses(document) : undefined,
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('imbed')) refresh();
    }),
  ];
  return {
    refresh,
    dispose() {
      for (const one of [views, lensesChanged, ...registered]) one.dispose();
    },
  };
}

function isOn(setting: 'hover' | 'codeLens', { uri }: TextDocument): boolean {
  return workspace.getConfiguration('imbed', uri).get<boolean>(setting) ?? false;
}
