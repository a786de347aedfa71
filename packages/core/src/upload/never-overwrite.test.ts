import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ImbedError } from '../errors.ts';
import { createMemoryLedger } from '../testing/memory-ledger.ts';
import { createMemoryStore, type MemoryStore } from '../testing/memory-store.ts';
import { pngOf, pngSource, uploadUnderTest } from '../testing/upload-under-test.ts';
import { uploadAll } from './batch.ts';

const anyImage = fc.record({
  name: fc.constantFrom('cat', 'dog', 'Cat', 'cat.tar', '../cat', ''),
  text: fc.constantFrom('one', 'two', 'six', 'three', 'seven'),
});

/** What goes wrong with a call: nothing, the request never arrived, or its reply was lost. */
const anyFault = fc.constantFrom('none', 'none', 'none', 'refused', 'lost');

const anyHistory = fc.record({
  batches: fc.array(fc.array(anyImage, { maxLength: 6 }), { minLength: 1, maxLength: 5 }),
  faults: fc.array(anyFault, { maxLength: 40 }),
  etags: fc.constantFrom('md5', 'opaque', 'encrypted', 'none'),
  conditionalPuts: fc.boolean(),
  template: fc.constantFrom(
    '{name}.{ext}',
    '{name:1}',
    '{hash:1}.{ext}',
    '{year}/{name}.{ext}',
    'all-the-same',
  ),
  ledgerLost: fc.boolean(),
});

/** Fails calls as `faults` says, one after another, and lets the order of concurrent ones mix. */
function disturb(store: MemoryStore, faults: readonly string[]): void {
  const coming = [...faults];
  store.disturb = async (_, __, run) => {
    const fault = coming.shift() ?? 'none';
    await Promise.resolve();
    if (fault === 'refused') throw new ImbedError('network/interrupted');
    await run();
    if (fault === 'lost') throw new ImbedError('network/timeout');
  };
}

test('no object ever changes, and every URL that was given out serves its image', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyHistory,
      async ({ batches, faults, etags, conditionalPuts, template, ledgerLost }) => {
        const store = createMemoryStore({ etags, conditionalPuts });
        disturb(store, faults);
        const first = new Map<string, Uint8Array>();
        const ledger = createMemoryLedger();
        for (const batch of batches) {
          const { service } = uploadUnderTest({
            ...{ store, template },
            ledger: ledgerLost ? createMemoryLedger() : ledger,
          });
          const outcomes = await uploadAll(
            service,
            batch.map(({ name, text }) => pngSource(text, name)),
          );
          for (const [key, { bytes }] of store.objects) {
            expect(bytes).toEqual(first.get(key) ?? bytes);
            first.set(key, bytes);
          }
          outcomes.forEach((outcome, index) => {
            if (outcome.status === 'done')
              expect(store.read(outcome.stored.url)).toEqual(pngOf(batch[index]?.text ?? ''));
          });
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the same images again, undisturbed, have the same URLs and store nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async ({ batches, etags, template, ledgerLost }) => {
      const store = createMemoryStore({ etags });
      const ledger = createMemoryLedger();
      const sources = batches.flat().map(({ name, text }) => pngSource(text, name));
      const run = () => {
        const changes = { store, template, ledger: ledgerLost ? createMemoryLedger() : ledger };
        return uploadAll(uploadUnderTest(changes).service, sources, { concurrency: 1 });
      };
      const urls = async () =>
        (await run()).map((outcome) => (outcome.status === 'done' ? outcome.stored.url : outcome.error.code));
      const before = await urls();
      const objects = store.objects.size;
      expect(await urls()).toEqual(before);
      expect(store.objects.size).toBe(objects);
    }),
  );
});
