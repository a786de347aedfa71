import { copyBetween, copyInside } from '../../bucket/copy-object.ts';
import { createUploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError } from '../../errors.ts';
import type { Client } from './client.ts';
import { type ClientContext, givenKey, newKey, transferOptions } from './client-context.ts';

/** @param contextOf of a client; `undefined` for one that was not made here */
export function createCopy(
  context: ClientContext,
  contextOf: (client: Client) => ClientContext | undefined,
): Client['copy'] {
  return async (written, writtenTo, options = {}) => {
    const [from, to] = [givenKey(written), newKey(writtenTo)];
    const other = options.target === undefined ? context : contextOf(options.target);
    if (other === undefined)
      throw new ImbedError('internal', { detail: 'a target that createClient did not make' });
    const { ports: source } = context;
    const { ports: target } = other;
    const { signal } = options;
    const head = await source.objects.head(from, signal && { signal });
    if (head === undefined) throw new ImbedError('store/no-such-key', { key: from });
    const { endpoint, bucket } = source.store;
    const file =
      head.etag === undefined ? undefined : await other.journalOf('uploads', endpoint, bucket, from, to);
    const copy = (await isOneStore(context, other)) ? copyInside : copyBetween;
    const release = await file?.own(to);
    try {
      const stored = await copy(
        { source, from, head, target, to },
        {
          ...transferOptions(options),
          ...(file && { journal: createUploadJournal(file) }),
        },
      );
      return { ...stored, key: to, url: target.objects.publicUrl(to) };
    } finally {
      await release?.();
    }
  };
}

/** A store copies by itself what the keys that ask may read. */
async function isOneStore(one: ClientContext, other: ClientContext): Promise<boolean> {
  if (one === other) return true;
  const [a, b] = [one.storeInit, other.storeInit];
  if (a.store.endpoint !== b.store.endpoint || a.store.dialect !== b.store.dialect) return false;
  const [mine, theirs] = [await a.credentials(), await b.credentials()];
  return mine.accessKeyId === theirs.accessKeyId;
}
