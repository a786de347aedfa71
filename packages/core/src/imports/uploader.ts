import { type Mistake, problemOf } from '../problems.ts';
import type { Fields } from './fields.ts';
import { type Dialect, translateTemplate } from './their-template.ts';

/** What an uploader's own settings say; for PicGo and PicList, which have the same ones. */
export interface UploaderSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly problems: readonly Mistake[];
}

export type ReadUploader = (fields: Fields, naming: FileNaming) => UploaderSettings;

/** How the program calls the files that it uploads, for uploaders that only add a folder. */
export interface FileNaming {
  readonly dialect: Dialect;
  /** In the words of `dialect`. */
  readonly fileName: string;
}

/** A folder as people write it there, `/img/` or `img`, and the program's file names, as a key template. */
export function keysIn(folder: string, { dialect, fileName }: FileNaming): UploaderSettings {
  const parts = [...folder.split('/').filter((part) => part !== ''), fileName];
  return keysBy(parts.join('/'), dialect);
}

/**
 * Another program's whole key, as a key template. Where that has no words for it, the default one stays, and a problem
 * tells of it.
 */
export function keysBy(template: string, dialect: Dialect): UploaderSettings {
  const translated = translateTemplate(template, dialect);
  if (translated.ok) {
    const { keyTemplate, problems } = translated.value;
    return { settings: { keyTemplate }, problems };
  }
  const { issues } = translated;
  return { settings: {}, problems: [problemOf('names-left-out', { template, issues })] };
}

/** To be asked when everything else was read. */
export function unreadProblems(fields: Fields): readonly Mistake[] {
  const names = fields.unread();
  return names.length === 0 ? [] : [problemOf('no-counterpart', { names })];
}

/** A proxy as people write it there, often without its scheme. */
export function proxyOf(text: string): string {
  return text === '' || text.includes('://') ? text : `http://${text}`;
}
