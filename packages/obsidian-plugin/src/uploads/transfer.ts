import { imageExtensions } from '@imbed/core';

/** As much of a clipboard, or of what is dragged, as is looked at. */
export type Transfer = Pick<DataTransfer, 'types' | 'getData'> & { readonly files: Iterable<File> };

/**
 * The images that a paste or a drop is about; none when it is about something else, which is left to Obsidian. Must be
 * asked while the event is handled: later there are no files any more.
 */
export function imagesIn(transfer: Transfer): readonly File[] {
  const files = [...transfer.files];
  return files.every(isImage) && !isText(transfer, files) ? files : [];
}

function isImage({ name, type }: File): boolean {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return type.startsWith('image/') || (type === '' && imageExtensions().includes(extension));
}

/**
 * Excel and Word put a picture of what was copied beside its text. A file manager puts the names of the files there,
 * and a browser the address of the image.
 */
function isText(transfer: Transfer, files: readonly File[]): boolean {
  if (transfer.types.includes('text/rtf')) return true;
  const text = transfer.getData('text/plain').trim();
  if (text === '') return false;
  const names = new Set(files.map(({ name }) => name));
  return !text.split(/\r?\n/).every((line) => names.has(line.slice(line.lastIndexOf('/') + 1)));
}
