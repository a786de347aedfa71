import { ImbedError } from '../../errors.ts';
import type { BodySink, HttpResponse, StreamOptions } from '../../http/transport.ts';
import { createSinkQueue, type Flow, type SinkQueue } from '../sink-queue.ts';
import { type AnswerHead, MAX_HEAD_BYTES, parseAnswerHead } from './answer-head.ts';
import { parseChunks } from './chunks.ts';

/** What is done with one answer. */
export interface AnswerInit extends Flow {
  readonly receive: StreamOptions['receive'];
  /** Largest body that is kept where nobody receives it. */
  readonly limitBytes: number;
  /** For errors. */
  readonly host: string;
  /** All is there: nothing that happens to the connection matters any more. */
  whole(): void;
  /** All is taken, too. @param stays whether the connection can take another request */
  done(answer: HttpResponse, stays: boolean): void;
  /** It is one that {@link parseAnswerHead} leaves to others. @param isSuccess as far as that can be told */
  other(isSuccess: boolean): void;
}

/** Takes a piece of what comes over the connection; it is in use until the promise settles, if there is one. */
export type AnswerReader = (piece: Uint8Array) => Promise<unknown> | undefined;

/** Cuts what comes into head and body, and gives the body away as it comes. Throws what the receiver throws. */
export function createAnswerReader(init: AnswerInit): AnswerReader {
  let text = '';
  let body: Body | undefined;
  return (piece) => {
    let rest = piece;
    if (body === undefined) {
      const before = text.length;
      text += latin1(piece.subarray(0, MAX_HEAD_BYTES - before));
      const end = text.indexOf('\r\n\r\n', Math.max(before - 3, 0));
      const head = end === -1 ? undefined : parseAnswerHead(text.slice(0, end));
      if (head === undefined) {
        if (end !== -1 || text.length === MAX_HEAD_BYTES || !beginsAsHttp(text))
          init.other(/^HTTP\/1\.\d 2/.test(text));
        return undefined;
      }
      rest = piece.subarray(end + 4 - before);
      body = openBody(head, init);
    }
    return body(rest);
  };
}

type Body = AnswerReader;

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Whoever speaks another language may wait for us to go on in it. */
function beginsAsHttp(text: string): boolean {
  return text.startsWith('HTTP/1.1 '.slice(0, text.length));
}

function openBody({ bytes, ...head }: AnswerHead, init: AnswerInit): Body {
  return bytes === undefined ? openChunks(head, init) : openBytes({ ...head, bytes }, init);
}

/** Largest refusal in chunks that is read here; those of stores are smaller by far. */
const MAX_REFUSAL_BYTES = 64 * 1024;

function openChunks(head: Omit<AnswerHead, 'bytes'>, init: AnswerInit): Body {
  let text = '';
  let body: Body | undefined;
  return (piece) => {
    if (body !== undefined) return body(piece);
    text += latin1(piece);
    const found = parseChunks(text);
    if (found === 'other' || (found === 'more' && text.length > MAX_REFUSAL_BYTES)) init.other(false);
    if (typeof found === 'string') return undefined;
    const stays = head.stays && found.end === text.length;
    const bytes = Buffer.from(found.body, 'latin1');
    body = openBytes({ ...head, stays, bytes: bytes.byteLength }, init);
    return body(bytes);
  };
}

function openBytes(
  { stays, bytes, ...head }: AnswerHead & { readonly bytes: number },
  init: AnswerInit,
): Body {
  const kept: Uint8Array[] = [];
  const queue: SinkQueue = createSinkQueue(init.receive?.(head) ?? keeper(kept, init), init);
  let left = bytes;
  let isExact = true;
  const end = () => init.done({ ...head, body: joined(kept) }, stays && isExact);
  return (piece) => {
    const own = piece.subarray(0, left);
    if (own.byteLength < piece.byteLength) isExact = false;
    if (left === 0 && bytes > 0) return undefined;
    if (own.byteLength > 0) queue.give(own);
    left -= own.byteLength;
    const using = queue.inUse();
    if (left > 0) return using;
    init.whole();
    using === undefined ? end() : using.then(end, init.fail);
    return using;
  };
}

function keeper(kept: Uint8Array[], { host, limitBytes }: AnswerInit): BodySink {
  let bytes = 0;
  return (piece) => {
    bytes += piece.byteLength;
    if (bytes > limitBytes) throw new ImbedError('source/too-large', { host, limitBytes });
    kept.push(Uint8Array.from(piece));
    return undefined;
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
