import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../http/transport.ts';
import { MAX_HEAD_BYTES } from './answer-head.ts';
import { type AnswerInit, createAnswerReader } from './answer-reader.ts';

interface Seen {
  body: string;
  answer?: HttpResponse;
  stays?: boolean;
  other?: boolean;
  failure?: unknown;
}

/** Gives `answer` to a reader, cut at these places; the memory of each piece is overwritten once it is given back. */
function read(answer: Uint8Array, cuts: readonly number[], own: Partial<AnswerInit> = {}): Seen {
  const seen: Seen = { body: '' };
  const take = createAnswerReader({
    receive: () => (piece) => {
      seen.body += Buffer.from(piece).toString('latin1');
      return undefined;
    },
    limitBytes: 1000,
    host: 'store',
    pause: () => undefined,
    resume: () => undefined,
    fail: (error) => Object.assign(seen, { failure: error }),
    whole: () => undefined,
    done: (response, stays) => Object.assign(seen, { answer: response, stays }),
    other: (isSuccess) => Object.assign(seen, { other: isSuccess }),
    ...own,
  });
  const places = [
    0,
    ...[...cuts].sort((a, b) => a - b).map((cut) => cut % answer.byteLength),
    answer.byteLength,
  ];
  for (const [index, place] of places.sort((a, b) => a - b).entries()) {
    const piece = Uint8Array.from(answer.subarray(place, places[index + 1] ?? place));
    if (piece.byteLength === 0 || seen.answer || seen.other !== undefined) continue;
    take(piece);
    piece.fill(0x2a);
  }
  return seen;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const cuts = fc.array(fc.nat(200), { maxLength: 12 });

describe('an answer that comes in pieces', () => {
  const text = 'HTTP/1.1 206 Partial Content\r\nETag: "a"\r\nContent-Length: 10\r\n\r\n\r\n\r\n345678';

  it('is the same wherever it is cut', () => {
    fc.assert(
      fc.property(cuts, (places) => {
        const { body, answer, stays } = read(bytes(text), places);
        expect([body, answer?.status, answer?.headers['etag'], stays]).toEqual([
          '\r\n\r\n345678',
          206,
          '"a"',
          true,
        ]);
      }),
    );
  });

  it('is kept whole where nobody receives it', () => {
    fc.assert(
      fc.property(cuts, (places) => {
        const { answer } = read(bytes(text), places, { receive: undefined });
        expect(Buffer.from(answer?.body ?? []).toString()).toBe('\r\n\r\n345678');
      }),
    );
  });

  it('is not taken for longer than it says, nor its connection used again', () => {
    fc.assert(
      fc.property(cuts, (places) => {
        const { body, stays } = read(bytes(`${text}HTTP/1.1 200 OK\r\n`), places);
        expect(body).toBe('\r\n\r\n345678');
        // What comes after the end in a piece of its own finds nobody.
        expect(stays === false || places.some((place) => place % (text.length + 17) === text.length)).toBe(
          true,
        );
      }),
    );
  });

  it('has no end before all of it is there', () => {
    const { body, answer, failure } = read(bytes(text.slice(0, -1)), []);
    expect([body, answer, failure]).toEqual(['\r\n\r\n34567', undefined, undefined]);
  });

  it('is complete with its head when it has no body', () => {
    const { answer, stays } = read(bytes('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'), []);
    expect([answer?.status, answer?.body.byteLength, stays]).toEqual([404, 0, true]);
  });

  const refusal =
    'HTTP/1.1 503 Slow Down\r\ntransfer-encoding: chunked\r\n\r\n4\r\n<a>b\r\n0A\r\n</a>\r\n0\r\n0\r\n0\r\n\r\n';

  it('that is a refusal in chunks is the same wherever it is cut, received or kept', () => {
    fc.assert(
      fc.property(cuts, fc.boolean(), (places, isKept) => {
        const { body, answer, stays } = read(bytes(refusal), places, isKept ? { receive: undefined } : {});
        const got = isKept ? Buffer.from(answer?.body ?? []).toString() : body;
        expect([got, answer?.status, stays]).toEqual(['<a>b</a>\r\n0\r\n0', 503, true]);
      }),
    );
  });

  it('that is a refusal in chunks has no end before the last one, and nothing behind it', () => {
    expect(read(bytes(refusal.slice(0, -1)), [70]).answer).toBeUndefined();
    expect(read(bytes(`${refusal}HTTP/1.1 200 OK\r\n`), []).stays).toBe(false);
    for (const chunk of ['4\r\n<a>bc\r\n', '-1\r\n', '0x4\r\n', ' 4\r\n', '\r\n', '0\r\nx: y\r\n\r\n'])
      expect(read(bytes(refusal.replace('4\r\n<a>b\r\n', chunk)), []).other).toBe(false);
  });

  it('of another kind is left to others as soon as that can be told', () => {
    const kinds = [
      ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n', true],
      ['HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n5;x=1\r\n', false],
      [`HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\nfffff\r\n${'a'.repeat(70_000)}`, false],
      ['SSH-2.0-OpenSSH_9.2', false],
      [`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(2 * MAX_HEAD_BYTES)}`, true],
    ] as const;
    for (const [answer, isSuccess] of kinds) expect(read(bytes(answer), [7]).other).toBe(isSuccess);
  });

  it('is waited for by its end while it is being taken', async () => {
    const turn = Promise.withResolvers<void>();
    const seen: Seen = { body: '' };
    const ended = new Promise<void>((resolve) => {
      const take = createAnswerReader({
        receive: () => () => turn.promise,
        limitBytes: 0,
        host: 'store',
        pause: () => Object.assign(seen, { body: `${seen.body}paused ` }),
        resume: () => Object.assign(seen, { body: `${seen.body}resumed ` }),
        fail: () => undefined,
        whole: () => Object.assign(seen, { body: `${seen.body}whole ` }),
        done: (_, stays) => {
          Object.assign(seen, { stays });
          resolve();
        },
        other: () => undefined,
      });
      take(bytes(text));
      // Nobody asked for more by now.
      take(bytes('more'));
    });
    expect([seen.body, seen.stays]).toEqual(['paused whole ', undefined]);
    turn.resolve();
    await ended;
    expect([seen.body, seen.stays]).toEqual(['paused whole resumed ', false]);
  });
});
