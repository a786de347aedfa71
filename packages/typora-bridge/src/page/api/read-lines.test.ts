import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

function streamOf(chunks: readonly Uint8Array[], cancelled = () => {}): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (cancelled.length === 0) controller.close();
    },
    cancel: cancelled,
  });
}

async function all(chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const documents: unknown[] = [];
  for await (const document of readLines(streamOf(chunks))) documents.push(document);
  return documents;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readLines', () => {
  it('gives every document, wherever the bytes are cut, even within a letter', async () => {
    const name = fc.string({ unit: fc.constantFrom('a', '"', '\n', '图', '😀') });
    const documents = fc.array(fc.record({ name, sent: fc.nat() }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (sent, size, ends) => {
        const text = sent.map((one) => JSON.stringify(one)).join('\n') + (ends ? '\n' : '');
        const whole = bytes(text);
        const cuts = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) => i * size);
        expect(await all(cuts.map((at) => whole.subarray(at, at + size)))).toEqual(sent);
      }),
    );
  });

  it('gives a document when its line is over, not when the answer is', async () => {
    const [first, rest] = [bytes('{"sent":1}\n{"se'), new Promise<void>(() => {})];
    const stream = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(first), pull: () => rest });
    const lines = readLines(stream);
    expect((await lines.next()).value).toEqual({ sent: 1 });
  });

  it('throws for a line that was cut off', async () => {
    await expect(all([bytes('{"sent":1}\n{"se')])).rejects.toThrow(SyntaxError);
  });

  it('gives up the request when nobody reads on', async () => {
    const cancelled = Promise.withResolvers<unknown>();
    const stream = streamOf([bytes('{"type":"done"}\n')], (reason?: unknown) => cancelled.resolve(reason));
    for await (const line of readLines(stream)) {
      expect(line).toEqual({ type: 'done' });
      break;
    }
    await cancelled.promise;
  });
});
