import type { ImageSource } from '../image/image-source.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import { nodeDigests } from '../node/digests.ts';
import type { ObjectSettings } from '../settings/profile.ts';
import type { StoredImage, UploadOutcome } from '../upload/outcome.ts';
import { createUploadService, type UploadService, type UploadServiceInit } from '../upload/upload-service.ts';
import { createFixedClock, type FixedClock } from './fixed-clock.ts';
import { createFixedRandom } from './fixed-random.ts';
import { createMemoryLedger, type MemoryLedger } from './memory-ledger.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { createRecordingLogger, type RecordingLogger } from './recording-logger.ts';

export interface UploadUnderTest {
  readonly service: UploadService;
  readonly store: MemoryStore;
  readonly ledger: MemoryLedger;
  readonly clock: FixedClock;
  readonly logger: RecordingLogger;
}

export interface UploadChanges
  extends Partial<Omit<UploadServiceInit, 'settings' | 'template' | 'store' | 'clock'>> {
  readonly settings?: Partial<ObjectSettings>;
  readonly template?: string;
  readonly store?: MemoryStore;
}

const settings: ObjectSettings = {
  keyTemplate: '',
  cacheControl: '',
  contentDisposition: '',
  acl: '',
  onConflict: 'suffix',
  maxBytes: 1024 * 1024,
};

/** An upload service on an in-memory store and ledger, with whatever a test wants different. */
export function uploadUnderTest(changes: UploadChanges = {}): UploadUnderTest {
  const store = changes.store ?? createMemoryStore();
  const clock = createFixedClock('2026-08-02T05:06:07.089Z');
  const ledger = createMemoryLedger();
  const logger = createRecordingLogger();
  const template = parseKeyTemplate(changes.template ?? '{name}.{ext}');
  if (!template.ok) throw new Error(JSON.stringify(template.issues));
  const service = createUploadService({
    profileName: 'blog',
    storeIdentity: 'memory',
    etagIsMd5: true,
    refusesOverwrite: () => true,
    digests: nodeDigests,
    random: createFixedRandom(),
    ledger,
    logger,
    ...changes,
    ...{ store, clock, template: template.value },
    settings: { ...settings, ...changes.settings },
  });
  return { service, store, ledger, clock, logger };
}

/** A PNG as far as sniffing goes; other text, other bytes. */
export function pngOf(text: string): Uint8Array {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return new Uint8Array(Buffer.concat([Uint8Array.from(signature), Buffer.from(text)]));
}

export function pngSource(text: string, name: string | undefined = 'cat.png'): ImageSource {
  return { name, origin: 'cli', read: () => Promise.resolve(pngOf(text)) };
}

/** What was stored; fails the test where nothing was. */
export function storedOf(outcome: UploadOutcome | undefined): StoredImage {
  if (outcome?.status === 'done') return outcome.stored;
  throw outcome?.error ?? new Error('no outcome');
}
