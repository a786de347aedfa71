import { afterEach, expect, test } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { createMemoryLedger } from '../testing/memory-ledger.ts';
import { createRecordingLogger } from '../testing/recording-logger.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { pngOf, storedOf } from '../testing/upload-under-test.ts';
import { openResolvedProfile } from './open-resolved-profile.ts';

const owner = { name: 'owner', accessKeyId: 'OWNERACCESSKEY000001', secretAccessKey: 'owner/secret+key=1' };
const profile = {
  keyTemplate: '{name}.{ext}',
  cacheControl: '',
  contentDisposition: '',
  acl: '',
  onConflict: 'refuse',
  maxBytes: 64 * 1024 * 1024,
  timeoutSeconds: 30,
  tlsVerify: true,
  proxy: '',
} as const;

let server: S3Server | undefined;

afterEach(() => server?.close());

function serviceOn({ port }: S3Server) {
  const endpoint = `http://127.0.0.1:${port}`;
  return openResolvedProfile(
    'blog',
    profile,
    resolved({ provider: 'ceph-rgw', bucket: 'notes', endpoint, addressing: 'path' }),
    {
      createTransport: createNodeTransport,
      credentials: async () => owner,
      digests: nodeDigests,
      ledger: createMemoryLedger(),
      clock: { now: () => new Date() },
      random: createFixedRandom(),
      logger: createRecordingLogger(),
    },
  );
}

test.each([
  ['a small image', 1000, 'PUT'],
  ['an image in parts, of which the request that joins them', 9 * 1024 * 1024, 'POST'],
])('%s, stored although the reply was lost, is done', async (_, bytes, method) => {
  server = await startS3Server({ users: [owner], buckets: [{ name: 'notes', owner: owner.name }] });
  const image = pngOf('x'.repeat(bytes));
  let lost = 0;
  server.intercept((request) => {
    if (request.method !== method || request.query.has('uploads') || ++lost > 1) return undefined;
    return { kind: 'lose-reply' };
  });
  const service = serviceOn(server);
  const source = { name: 'cat.png', origin: 'cli', read: async () => image } as const;
  expect(storedOf(await service.upload(source)).key).toBe('cat.png');
  expect(lost).toBeGreaterThan(0);
});
