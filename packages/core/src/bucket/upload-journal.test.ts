import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../testing/memory-journal.ts';
import { createUploadJournal } from './upload-journal.ts';

const intent = { identity: 'film', partBytes: 8, since: new Date('2026-01-02T03:04:05Z') };

async function written() {
  const file = createMemoryJournal();
  const journal = createUploadJournal(file);
  await journal.intend(intent);
  await journal.begun('id-1');
  await journal.stored(2, 'b');
  await journal.stored(1, 'a');
  return { file, journal };
}

describe('the journal of an upload', () => {
  it('recalls what was written', async () => {
    const { journal } = await written();
    const etags = new Map([
      [2, 'b'],
      [1, 'a'],
    ]);
    expect(await journal.recall()).toEqual({ ...intent, uploadId: 'id-1', etags });
  });

  it('recalls nothing once it has forgotten', async () => {
    const { journal } = await written();
    await journal.forget();
    expect(await journal.recall()).toBeUndefined();
  });

  it('recalls an upload whose id was not heard', async () => {
    const journal = createUploadJournal(createMemoryJournal());
    await journal.intend(intent);
    expect(await journal.recall()).toEqual({ ...intent, uploadId: undefined, etags: new Map() });
  });

  it('cut off anywhere recalls a part of the truth and nothing else', async () => {
    const text = (await (await written()).file.read()) ?? '';
    for (let at = 0; at <= text.length; at += 1) {
      const upload = await createUploadJournal(createMemoryJournal(text.slice(0, at))).recall();
      if (upload === undefined) continue;
      expect(upload).toMatchObject(intent);
      expect([undefined, 'id-1']).toContain(upload.uploadId);
      for (const [part, etag] of upload.etags) expect(['2b', '1a']).toContain(`${part}${etag}`);
    }
  });

  it("of nobody's making is none", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `${json}\n`),
        ),
        async (text) => {
          expect(await createUploadJournal(createMemoryJournal(text)).recall()).toBeUndefined();
        },
      ),
    );
  });
});
