import { type ImageOrigin, type ImageSource, imageExtensions } from '@imbed/core';
import { type DataTransfer, type DataTransferFile, Uri } from 'vscode';
import { baseName, fromFile } from '../file-source.ts';
import { type AccompanyingText, textComesFirst } from './text-first.ts';
import { type Download, webPictures } from './web-picture.ts';

/** What was pasted or dropped, as far as it is about pictures. */
export interface Pictures {
  readonly sources: readonly ImageSource[];
  /** People more likely mean the text that came with them. */
  readonly textFirst: boolean;
}

/** Types under which pictures come; `files` stands for files of whatever type. */
export const pictureTypes: readonly string[] = ['image/*', 'files', 'text/uri-list'];

/** Everything is asked for at once: what is transferred is there no longer than the event. */
export function readPictures(
  transfer: DataTransfer,
  origin: ImageOrigin,
  download: Download,
): Promise<Pictures> {
  const files: ImageSource[] = [];
  for (const [type, item] of transfer) {
    const file = item.asFile();
    if (file !== undefined && (type.startsWith('image/') || hasImageName(file.name)))
      files.push(fromTransfer(file, origin));
  }
  const texts = Promise.all([
    transfer.get('text/plain')?.asString(),
    transfer.get('text/html')?.asString(),
    transfer.get('text/uri-list')?.asString(),
  ]);
  return texts.then(([plain = '', html = '', uris = '']) => {
    const named = [...imageUris(uris).map(fromFile), ...webPictures(html, origin, download)];
    return withTexts(files.length > 0 ? files : named, { plain, html });
  });
}

function withTexts(sources: readonly ImageSource[], text: AccompanyingText): Pictures {
  const names = sources.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return { sources, textFirst: textComesFirst(text, names) };
}

/** The bytes as they come with the event, from whatever machine: they are asked for now. */
function fromTransfer(file: DataTransferFile, origin: ImageOrigin): ImageSource {
  const bytes = Promise.resolve(file.data());
  // Whoever reads them is told.
  bytes.catch(() => undefined);
  return { name: file.name || undefined, origin, read: () => bytes };
}

/** Files of the explorer, or of a program that names them only. A mere address of the web is VS Code's own matter. */
function imageUris(list: string): readonly Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => /^[a-z][a-z0-9+.-]*:/i.test(line) && !/^(?:https?|data|blob):/i.test(line))
    .map((line) => Uri.parse(line))
    .filter(({ path }) => hasImageName(baseName(path)));
}

function hasImageName(name: string): boolean {
  return imageExtensions().some((extension) => name.toLowerCase().endsWith(`.${extension}`));
}
