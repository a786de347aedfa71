import { ViewPlugin } from '@codemirror/view';
import { explain, type MessageLocale, type PrivateImages, toImbedError } from '@imbed/core';
import { type Plugin, setTooltip } from 'obsidian';

export interface PrivatePicturesInit {
  readonly locale: MessageLocale;
  /** Resolves when the settings were read. */
  readonly ready: Promise<void>;
  /** Throws `config/*`. */
  readonly privateImages: () => PrivateImages;
}

/**
 * Pictures from buckets that nobody may read, in reading view and live preview: what is on the screen gets a signed
 * address, the note keeps its own.
 */
export function registerPrivatePictures(plugin: Plugin, init: PrivatePicturesInit): void {
  const show = createShow(init);
  plugin.registerMarkdownPostProcessor(show);
  // Obsidian draws the pictures of live preview itself, whenever it likes: each is looked at as it comes.
  const follow = ViewPlugin.define(({ contentDOM }) => {
    const observer = new MutationObserver(() => void show(contentDOM));
    observer.observe(contentDOM, { childList: true, subtree: true, attributeFilter: ['src'] });
    void show(contentDOM);
    return { destroy: () => observer.disconnect() };
  });
  plugin.registerEditorExtension(follow);
}

/** @returns what shows all pictures in an element; it resolves when they can be seen, and never rejects */
function createShow(init: PrivatePicturesInit): (element: HTMLElement) => Promise<void> {
  /** The addresses that were given out, which lead to private images as well. */
  const given = new WeakMap<HTMLElement, string>();

  async function sign(picture: HTMLElement, images: PrivateImages): Promise<void> {
    const url = picture.getAttribute('src') ?? '';
    if (url === given.get(picture) || !images.isPrivate(url)) return;
    try {
      const signed = images.signed(url) ?? (await images.sign(url));
      // Meanwhile another picture may have come into the same element.
      if (signed === undefined || picture.getAttribute('src') !== url) return;
      given.set(picture, signed);
      picture.setAttribute('src', signed);
    } catch (error) {
      setTooltip(picture, explain(toImbedError(error), init.locale).message);
    }
  }

  return async (element) => {
    await init.ready;
    const images = imagesOrNone(init);
    if (images === undefined) return;
    await Promise.all([...element.querySelectorAll('img')].map((picture) => sign(picture, images)));
  };
}

/** Settings that make no sense are told where they are used. */
function imagesOrNone({ privateImages }: PrivatePicturesInit): PrivateImages | undefined {
  try {
    return privateImages();
  } catch {
    return undefined;
  }
}
