import { expect, it } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { objectKey } from '../testing/odd-keys.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import { createTransferStore } from './transfer-store.ts';

async function detailsFrom(headers: Readonly<Record<string, string>>) {
  const transport = createScriptedTransport(() => ({
    status: 200,
    headers: { 'content-length': '3', etag: '"e"', ...headers },
  }));
  const store = createTransferStore({
    store: resolved({ provider: 'minio', endpoint: 'http://127.0.0.1:9000', bucket: 'files' }),
    credentials: async () => ({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
    transport: { ...transport, stream: transport.send },
    digests: nodeDigests,
    clock: createFixedClock('2026-11-22T01:02:03Z'),
  });
  return store.details(objectKey('a'));
}

it.each(['amz', 'oss'])('all that a store says of an object is told: x-%s-', async (dialect) => {
  const details = await detailsFrom({
    'content-type': 'text/x',
    'cache-control': 'no-cache',
    'content-disposition': 'attachment',
    [`x-${dialect}-storage-class`]: 'GLACIER',
    [`x-${dialect}-expiration`]: 'expiry-date="Fri, 27 Nov 2026 00:00:00 GMT", rule-id="a rule"',
    [`x-${dialect}-meta-author`]: 'me',
    [`x-${dialect}-meta-x-y`]: 'z',
  });
  expect(details).toMatchObject({
    size: 3,
    etag: 'e',
    contentType: 'text/x',
    cacheControl: 'no-cache',
    contentDisposition: 'attachment',
    storageClass: 'GLACIER',
    expiresAt: new Date('2026-11-27T00:00:00Z'),
    metadata: { author: 'me', 'x-y': 'z' },
  });
});

it.each([{}, { 'x-amz-expiration': 'ongoing' }])('what is not said is absent: %j', async (headers) => {
  const details = (await detailsFrom(headers)) ?? {};
  for (const name of ['storageClass', 'expiresAt', 'metadata']) expect(details).not.toHaveProperty(name);
});
