/** What core needs from the machine it runs on. Hosts hand these in; nothing is looked up globally. */

export interface Clock {
  now(): Date;
}

export interface RandomSource {
  /** `length` characters of `[0-9a-z]`, unguessable enough for a file name, not for a secret. */
  string(length: number): string;
  /** RFC 4122 version 4. */
  uuid(): string;
}

type Awaitable<T> = T | Promise<T>;

/**
 * Digests and the one keyed hash that request signing needs. Node answers at once; a browser answers with a
 * promise, so that hashing a large picture never blocks typing.
 */
export interface DigestsPort {
  sha256(data: Uint8Array): Awaitable<Uint8Array>;
  md5(data: Uint8Array): Awaitable<Uint8Array>;
  hmacSha256(key: Uint8Array, data: Uint8Array): Awaitable<Uint8Array>;
}

export interface Logger {
  debug(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** An append-only text file, shared by several processes. */
export interface AppendFilePort {
  /**
   * The complete lines, as they are now, that contain `text`, oldest first and without their newline; none
   * when there is no file. A last line without newline is still being written, or was torn: it is left out.
   */
  linesWith(text: string): Promise<readonly string[]>;
  /** A reader of its own, at the beginning. Of the file only what it has not seen is read. */
  follow(): LineFollower;
  /** Appends `line` and a newline in one write, at the end as it is at that moment; after a torn line, on a new one. */
  append(line: string): Promise<void>;
}

export interface LineFollower {
  /** The complete lines that came since the last time; all at first. Rejects with `source/unreadable`. */
  next(): Promise<NewLines>;
}

export interface NewLines {
  /** Oldest first, without their newlines. */
  readonly lines: readonly string[];
  /** The file is another than before (merged, replaced, cut, gone): these are all its lines, and the old ones are void. */
  readonly restarted: boolean;
}
