import {
  explain,
  formatImageLink,
  type ImageSource,
  type MessageLocale,
  toImbedError,
  type UploadService,
} from '@imbed/core';
import { Notice } from 'obsidian';
import { wordsOf } from './words.ts';

export interface UploadTask {
  readonly source: ImageSource;
  readonly alt: string;
  /** Of the note that will hold the link; absent where no note is open. */
  readonly notePath: string | undefined;
  readonly locale: MessageLocale;
  /** Puts the link into that note; false when it is not open any more. */
  insert(link: string): boolean;
  /** Throws `config/*` when the settings cannot be used. */
  open(): UploadService;
}

/** Uploads one image and hands its link to the person, in the note or in the clipboard; else says why it cannot. */
export async function uploadImage({
  source,
  alt,
  notePath,
  locale,
  insert,
  open,
}: UploadTask): Promise<void> {
  const words = wordsOf(locale);
  const notice = new Notice(words.uploading(source.name ?? alt), 0);
  try {
    const outcome = await open().upload(source, notePath === undefined ? {} : { notePath });
    if (outcome.status === 'failed') throw outcome.error;
    const link = formatImageLink({ alt, target: outcome.stored.url }, 'markdown');
    if (insert(link)) {
      if (outcome.stored.reused) new Notice(words.reused);
      return;
    }
    await navigator.clipboard.writeText(link);
    new Notice(words.copied);
  } catch (error) {
    const { message, hint } = explain(toImbedError(error), locale);
    new Notice(`${message}\n${hint}`, 0);
  } finally {
    notice.hide();
  }
}
