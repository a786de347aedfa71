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
