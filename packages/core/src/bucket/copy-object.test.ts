import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore } from '../store/create-store.ts';
import { createTransferStore } from '../store/transfer-store.ts';
import { bytesBody } from '../testing/bytes-body.ts';
import { startEmbeddedStore } from '../testing/embedded-store.ts';
import {
  freshKey,
  imageOf,
  initFor,
  rejectionOf,
  type StoreServer,
  sameBytes,
} from '../testing/store-under-test.ts';
import { copyInside } from './copy-object.ts';
import type { TransferPorts } from './transfer.ts';

const MIB = 1024 * 1024;
let server: StoreServer;
beforeAll(async () => {
  server = await startEmbeddedStore('path');
});
afterAll(() => server.close());

function portsOf(bucket: string): TransferPorts {
  const init = { ...initFor(server, { store: server.storeOf(bucket) }), transport: server.transport };
  return { ...init, objects: createStore(init), transfers: createTransferStore(init) };
}

/** As if one request copied no more than 1 MiB. */
const LIMIT = MIB;

async function scene(size: number) {
  const [source, target] = [portsOf(server.bucket), portsOf(server.publicBucket)];
  const [from, to, bytes] = [freshKey(), freshKey(), imageOf(size)];
  await source.transfers.put(
    { key: from, contentType: 'text/x', cacheControl: 'no-cache' },
    bytesBody(bytes),
  );
  const head = await source.objects.head(from);
  if (head === undefined) throw new Error('no object');
  return { copy: { source, from, head, target, to }, bytes };
}

it.each([MIB, MIB + 1, 20 * MIB + 1])(
  'an object of %i bytes is the same behind the limit of one request',
  async (size) => {
    const { copy, bytes } = await scene(size);
    const moved: number[] = [];
    const done = await copyInside(copy, { onBytes: (bytes) => moved.push(bytes) }, LIMIT);
    expect(done).toMatchObject({ size, verified: 'etag' });
    expect(moved.at(-1)).toBe(size);
    const { target, to } = copy;
    expect(sameBytes(await target.objects.get(to), bytes)).toBe(true);
    expect(await target.objects.head(to)).toMatchObject({ contentType: 'text/x', cacheControl: 'no-cache' });
  },
);

it('an original that was replaced meanwhile makes no copy of two halves', async () => {
  const { copy } = await scene(20 * MIB);
  const { source, from, target, to } = copy;
  const copyPart: typeof target.transfers.copyPart = async (...request) => {
    const etag = await target.transfers.copyPart(...request);
    await source.transfers.put({ key: from, contentType: 'text/x' }, bytesBody(imageOf(20 * MIB)));
    return etag;
  };
  const replacing = { ...copy, target: { ...target, transfers: { ...target.transfers, copyPart } } };
  expect((await rejectionOf(copyInside(replacing, {}, LIMIT))).code).toBe('source/changed');
  expect(await target.objects.head(to)).toBeUndefined();
  for await (const upload of target.transfers.unfinished(to)) expect(upload).toBeUndefined();
});
