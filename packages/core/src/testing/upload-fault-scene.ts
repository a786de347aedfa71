import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { HttpTransport } from '../http/transport.ts';
import type { ImageSource } from '../image/image-source.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { createStore } from '../store/create-store.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { UploadOutcome } from '../upload/outcome.ts';
import { createUploadService, type UploadService } from '../upload/upload-service.ts';
import { createFixedRandom } from './fixed-random.ts';
import { createMemoryLedger, type MemoryLedger } from './memory-ledger.ts';
import { objectKey } from './odd-keys.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { initFor, putRequest, type StoreServer } from './store-under-test.ts';
import { patient } from './transport-test-tools.ts';
import { pngOf } from './upload-under-test.ts';

export interface UploadScene {
  /** By the bad line. */
  upload(): Promise<UploadOutcome>;
  /** By the good line: what `outcome` says is so, and nothing else was stored over or recorded. */
  expectSound(outcome: UploadOutcome): Promise<void>;
}

export interface SceneInit {
  readonly server: StoreServer;
  /** Where the bad line begins. */
  readonly endpoint: string;
  readonly etagIsMd5: boolean;
  readonly before: 'nothing' | 'the image' | 'other bytes' | 'its upload';
  /** Whether the next request on the bad line will never be answered, so that it need not be waited for. */
  readonly isHopeless?: () => boolean;
  /** Of the image; small when absent. */
  readonly bytes?: number;
}

/** One image, a name of its own in the public bucket, and what is in the way. */
export async function uploadScene(init: SceneInit): Promise<UploadScene> {
  const { server, endpoint, before, bytes = 3000 } = init;
  const store = server.storeOf(server.publicBucket);
  const folder = `faults/${randomUUID()}`;
  const [key, image, other] = [objectKey(`${folder}/cat.png`), picture(bytes), picture(bytes)];
  const good = createStore(initFor(server, { store }));
  const transport = transportFor(init);
  const ports = { random: () => 0, sleep: async () => {} };
  const bad = createStore(initFor(server, { store: { ...store, endpoint }, transport }), ports);
  const ledger = createMemoryLedger();
  const source: ImageSource = { name: 'cat.png', origin: 'cli', read: async () => image };
  const upload = (by: ObjectStore) => serviceOn(by, `${folder}/{name}.{ext}`, ledger, init).upload(source);

  if (before === 'the image') await good.put(putRequest(key, image));
  if (before === 'other bytes') await good.put(putRequest(key, other));
  if (before === 'its upload') await upload(good);
  const recorded = ledger.entries.length;

  return {
    upload: () => upload(bad),
    async expectSound(outcome) {
      if (before === 'other bytes') expect(await good.get(key)).toEqual(other);
      if (outcome.status === 'failed') return expect(ledger.entries).toHaveLength(recorded);
      const { url, sha256, key: usedKey } = outcome.stored;
      const seen = await server.transport.send({ method: 'GET', url, headers: {} });
      expect([seen.status, Buffer.compare(seen.body, image)]).toEqual([200, 0]);
      expect(ledger.entries.at(-1)).toMatchObject({ url, sha256, key: usedKey, size: image.byteLength });
    },
  };
}

/** Only what is never answered has little time: what is answered may be slow on a busy machine. */
function transportFor({ isHopeless = () => false }: SceneInit): HttpTransport {
  const [calm, hasty] = [patient, 250].map((timeoutMs) =>
    createNodeTransport({ timeoutMs, tlsVerify: true, proxy: '' }),
  ) as [HttpTransport, HttpTransport];
  return { ...calm, send: (...sent) => (isHopeless() ? hasty : calm).send(...sent) };
}

function picture(bytes: number): Uint8Array {
  return pngOf(randomUUID().padEnd(bytes, '.'));
}

function serviceOn(
  store: ObjectStore,
  keyTemplate: string,
  ledger: MemoryLedger,
  { server, etagIsMd5 }: SceneInit,
): UploadService {
  const template = parseKeyTemplate(keyTemplate);
  if (!template.ok) throw new Error(JSON.stringify(template.issues));
  const empty = { cacheControl: '', contentDisposition: '', acl: '' };
  return createUploadService({
    ...{ profileName: 'blog', storeIdentity: 'one', refusesOverwrite: () => true, etagIsMd5 },
    settings: { ...empty, keyTemplate, onConflict: 'suffix', maxBytes: 64 * 1024 * 1024 },
    ...{ template: template.value, store, ledger, digests: server.digests },
    clock: { now: () => new Date() },
    random: createFixedRandom(),
    logger: createRecordingLogger(),
  });
}
