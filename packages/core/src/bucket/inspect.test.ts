import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ObjectKey } from '../naming/object-key.ts';
import { nodeDigests } from '../node/digests.ts';
import { createMemoryStore, type MemoryStoreOptions } from '../testing/memory-store.ts';
import { plainStore } from '../testing/plain-store.ts';
import { rejectionOf } from '../testing/store-under-test.ts';
import { storedWhole } from './inspect.ts';
import type { TransferPorts } from './transfer.ts';

const sent = new TextEncoder().encode('these bytes');
const md5 = createHash('md5').update(sent).digest('hex');
const key = 'a' as ObjectKey;

function judge(there: Uint8Array, answered: string, options: MemoryStoreOptions = {}) {
  const objects = createMemoryStore(options);
  objects.plant(key, there);
  const ports = { objects, digests: nodeDigests, store: plainStore() } as unknown as TransferPorts;
  const judged = storedWhole(
    ports,
    { key, contentType: 'x' },
    { size: sent.length, md5, answered },
    undefined,
  );
  return { judged, calls: objects.calls };
}

const other = '0f'.repeat(16);

it('asks nothing where the answer was the MD5 of what was sent', async () => {
  const { judged, calls } = judge(sent, md5.toUpperCase());
  expect(await judged).toMatchObject({ verified: 'etag' });
  expect(calls).toEqual([]);
});

it('refuses other bytes of the same length', async () => {
  const { judged } = judge(
    Uint8Array.from(sent, (byte) => byte ^ 1),
    other,
  );
  expect((await rejectionOf(judged)).code).toBe('store/verification-failed');
});

it('finds the right bytes under an ETag that only looks like an MD5', async () => {
  expect(await judge(sent, other).judged).toMatchObject({ verified: 'etag' });
});

it.each<MemoryStoreOptions['etags']>(['encrypted', 'opaque'])(
  'believes the size where ETags are %s',
  async (etags) => {
    const answered = etags === 'encrypted' ? other : `${other}-1`;
    const { judged, calls } = judge(sent, answered, { ...(etags && { etags }) });
    expect(await judged).toMatchObject({ verified: 'size' });
    expect(calls).toEqual(['head a']);
  },
);
