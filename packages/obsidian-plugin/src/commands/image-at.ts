import { findImages, type ImageReference } from '@imbed/core';
import type { Editor } from 'obsidian';

/** The image that the cursor is in, or touches. */
export function imageAtCursor(editor: Editor): ImageReference | undefined {
  return imageAt(editor.getValue(), editor.posToOffset(editor.getCursor()));
}

/** Of a definition also where an image uses it. */
export function imageAt(text: string, offset: number): ImageReference | undefined {
  return findImages(text).find(({ range, uses = [] }) =>
    [range, ...uses].some(({ start, end }) => start <= offset && offset <= end),
  );
}
