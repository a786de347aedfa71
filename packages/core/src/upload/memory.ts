import { toImbedError } from '../errors.ts';
import type { Ledger, LedgerEntry } from '../ledger/ledger.ts';
import type { RenderedKey } from '../naming/key-template.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ObjectStore, RequestOptions } from '../store/object-store.ts';
import type { Content } from './content.ts';
import type { Evidence } from './evidence.ts';

interface MemoryInit {
  readonly ledger: Ledger;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly store: ObjectStore;
  readonly evidence: Evidence;
  readonly profileName: string;
  readonly storeIdentity: string;
}

/** The ledger as one profile uses it. It may fail in any way: an upload never fails with it. */
interface UploadMemory {
  /**
   * Where the same upload went before, if one HEAD says that it is still there. What was a mirror's copy until now, and
   * is asked for itself, is remembered so.
   */
  recall(content: Content, rendered: RenderedKey, options: RecallOptions): Promise<ObjectKey | undefined>;
  remember(stored: RememberedUpload): Promise<void>;
}

interface RecallOptions extends RequestOptions {
  readonly role?: LedgerEntry['role'];
}

interface RememberedUpload {
  readonly content: Content;
  readonly key: ObjectKey;
  readonly pattern: string;
  readonly url: string;
  readonly name: string | undefined;
  readonly role: LedgerEntry['role'] | undefined;
}

export function createUploadMemory(init: MemoryInit): UploadMemory {
  const { ledger, logger, clock, store, evidence, profileName, storeIdentity } = init;

  async function find(content: Content, { key, pattern }: RenderedKey): Promise<LedgerEntry | undefined> {
    try {
      const entries = await ledger.find(content.sha256);
      return entries
        .filter(({ profile, store }) => profile === profileName && store === storeIdentity)
        .find((entry) => (entry.pattern === undefined ? entry.key === key : entry.pattern === pattern));
    } catch (error) {
      logger.warn('The ledger could not be read', { code: toImbedError(error).code });
      return undefined;
    }
  }

  async function recall(content: Content, rendered: RenderedKey, { role, ...options }: RecallOptions) {
    const entry = await find(content, rendered);
    const key = entry && parseObjectKey(entry.key);
    if (!key?.ok) return undefined;
    const there = await isThere(key.value, content, options).catch(notIfDenied);
    if (!there) return undefined;
    if (entry?.role !== undefined && role === undefined) {
      const { role: _, ...own } = entry;
      await record({ ...own, storedAt: clock.now().toISOString() });
    }
    return key.value;
  }

  async function isThere(key: ObjectKey, content: Content, options: RequestOptions): Promise<boolean> {
    const head = await store.head(key, options);
    return head !== undefined && (await evidence.isIntact(key, head, content, options));
  }

  async function remember({ content, key, pattern, url, name, role }: RememberedUpload): Promise<void> {
    await record({
      type: 'stored',
      sha256: content.sha256,
      size: content.bytes.byteLength,
      key,
      url,
      profile: profileName,
      store: storeIdentity,
      contentType: content.contentType,
      ...(name === undefined ? {} : { name }),
      pattern,
      ...(role && { role }),
      storedAt: clock.now().toISOString(),
    });
  }

  async function record(entry: LedgerEntry): Promise<void> {
    try {
      await ledger.record(entry);
    } catch (error) {
      logger.warn('The ledger could not be written', { code: toImbedError(error).code });
    }
  }

  return { recall, remember };
}

/** Keys that may put but not read leave it to the put to find out. */
function notIfDenied(error: unknown): false {
  if (toImbedError(error).code !== 'store/access-denied') throw error;
  return false;
}
