import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';

/** Obsidian shows pictures of the web below their links. */
class Picture extends WidgetType {
  readonly #url: string;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  override eq(other: Picture): boolean {
    return other.#url === this.#url;
  }

  override toDOM(): HTMLElement {
    return createEl('img', { attr: { src: this.#url } });
  }
}

export const livePreview: Extension = EditorView.decorations.compute(['doc'], ({ doc }) => {
  const found = [...doc.toString().matchAll(/!\[[^\]]*\]\((https?:[^)\s]+)\)/g)];
  const pictures = found.map(({ 0: link, 1: url = '', index }) =>
    Decoration.widget({ widget: new Picture(url), side: 1 }).range(index + link.length),
  );
  return Decoration.set(pictures);
});
