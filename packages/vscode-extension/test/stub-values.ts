/** Values that the editor and its extensions hand each other. */
import { posix } from 'node:path';

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly authority = '';
  readonly query: string;

  constructor(scheme: string, path: string, query = '') {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  static from({ scheme, path, query }: { scheme: string; path: string; query: string }) {
    return new Uri(scheme, path, query);
  }

  get fsPath() {
    return this.path;
  }

  static file(path: string) {
    return new Uri('file', path);
  }

  static joinPath({ scheme, path }: Uri, ...parts: string[]) {
    return new Uri(scheme, posix.join(path, ...parts));
  }

  toString() {
    return `${this.scheme}://${this.path}${this.query && `?${this.query}`}`;
  }

  static parse(text: string) {
    const { protocol, pathname } = new URL(text);
    return new Uri(protocol.slice(0, -1), decodeURIComponent(pathname));
  }
}

export class Range {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

type Listener<T> = (event: T) => void;

/** One of the editor's events. */
export function createEvent<T>() {
  const listeners = new Set<Listener<T>>();
  return {
    on(listener: Listener<T>) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire(event: T) {
      for (const listener of [...listeners]) listener(event);
    },
  };
}

export class DocumentDropOrPasteEditKind {
  static readonly Empty = new DocumentDropOrPasteEditKind('');
  static readonly Text = new DocumentDropOrPasteEditKind('text');
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  append(...parts: string[]) {
    return new DocumentDropOrPasteEditKind([this.value, ...parts].filter((part) => part !== '').join('.'));
  }

  contains(other: DocumentDropOrPasteEditKind) {
    return `${other.value}.`.startsWith(`${this.value}.`);
  }
}

export class DocumentPasteEdit {
  readonly insertText: string;
  yieldTo?: readonly DocumentDropOrPasteEditKind[];

  constructor(insertText: string) {
    this.insertText = insertText;
  }
}

export class DocumentDropEdit extends DocumentPasteEdit {}

export const DocumentPasteTriggerKind = { Automatic: 0, PasteAs: 1 };

export const DiagnosticSeverity = { Warning: 1, Information: 2 };

export class Diagnostic {
  readonly range: Range;
  readonly message: string;

  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

export const StatusBarAlignment = { Left: 1, Right: 2 };

export const ConfigurationTarget = { Global: 1, Workspace: 2 };

export const QuickPickItemKind = { Separator: -1 };

export const UIKind = { Desktop: 1, Web: 2 };
