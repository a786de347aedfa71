import type { MarkdownView } from './markdown-view.ts';

/** What is in a clipboard, or is dragged: files, and the same as text of some types. */
export interface Transfer {
  readonly files?: readonly File[];
  /** By MIME type. */
  readonly texts?: Readonly<Record<string, string>>;
}

function dataOf({ files = [], texts = {} }: Transfer): object {
  return {
    files,
    types: [...Object.keys(texts), ...(files.length > 0 ? ['Files'] : [])],
    getData: (type: string) => texts[type] ?? '',
  };
}

export function paste(view: MarkdownView, transfer: Transfer): void {
  view.contentView.contentDOM.dispatchEvent(eventOf('paste', { clipboardData: dataOf(transfer) }));
}

export interface DropPlace {
  readonly line: number;
  readonly column: number;
  /** Held while dropping. */
  readonly key?: 'ctrlKey' | 'metaKey';
}

export function drop(view: MarkdownView, transfer: Transfer, { line, column, key }: DropPlace): void {
  const held = { ctrlKey: key === 'ctrlKey', metaKey: key === 'metaKey' };
  const place = { clientX: column, clientY: line };
  const event = eventOf('drop', { dataTransfer: dataOf(transfer), ...place, ...held });
  view.contentView.contentDOM.dispatchEvent(event);
}

function eventOf(type: string, members: object): Event {
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), members);
}
