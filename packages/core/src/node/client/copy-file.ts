import { copyBetween, copyInside, type ObjectCopy, sameByEtag } from '../../bucket/copy-object.ts';
import { dropLeftOver } from '../../bucket/resume-upload.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import { createUploadJournal, type UploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError } from '../../errors.ts';
import { refusesOverwrite } from '../../store/keep-others.ts';
import type { ObjectHead } from '../../store/object-store.ts';
import { notAClient, requireBooleans, requireOptions } from './arguments.ts';
import type { Client } from './client.ts';
import { type ClientContext, existing, givenKey, newKey, transferOptions } from './client-context.ts';
import { look, unlessTaken } from './occupied-key.ts';

/** @param contextOf of a client; `undefined` for one that was not made here */
export function createCopy(
  context: ClientContext,
  contextOf: (client: Client) => ClientContext | undefined,
): Client['copy'] {
  return async (written, writtenTo, options = {}) => {
    const [from, to] = [givenKey(written), newKey(writtenTo)];
    requireOptions(options);
    requireBooleans(options, ['keepOthers']);
    const other = options.target === undefined ? context : contextOf(options.target);
    if (other === undefined) throw notAClient('target');
    const { ports: source } = context;
    const { ports: target } = other;
    const { signal, keepOthers = false } = options;
    const head = await existing(context, from, signal && { signal });
    const { endpoint, bucket } = source.store;
    const file =
      head.etag === undefined ? undefined : await other.journalOf('uploads', endpoint, bucket, from, to);
    const isInside = await isOneStore(context, other);
    const release = await file?.own(to);
    try {
      const journal = file && createUploadJournal(file);
      const copy = { source, from, head, target, to, ...(keepOthers && { noOverwrite: true }) };
      const send = () =>
        (isInside ? copyInside : copyBetween)(copy, {
          ...transferOptions(options),
          ...(journal && { journal }),
        });
      const stored = keepOthers
        ? await keepingOthers(other, { copy, isInside, journal, send }, signal)
        : await send();
      return { ...stored, key: to, url: target.objects.publicUrl(to) };
    } finally {
      await release?.();
    }
  };
}

interface GuardedCopy {
  readonly copy: ObjectCopy;
  readonly isInside: boolean;
  readonly journal: UploadJournal | undefined;
  send(): Promise<UploadedObject>;
}

/** Replaces nothing; the same bytes, also those of a try whose answer was lost, count as copied. */
async function keepingOthers(
  context: ClientContext,
  { copy, isInside, journal, send }: GuardedCopy,
  signal: AbortSignal | undefined,
): Promise<UploadedObject> {
  const { head, source, target, to } = copy;
  const { store } = target;
  const refuses = isInside
    ? store.noOverwriteCopyHeader !== undefined && refusesOverwrite(store, Number.POSITIVE_INFINITY)
    : refusesOverwrite(store, head.size);
  const before = await look(context, to, refuses, signal);
  const stored = before === undefined ? await unlessTaken(send) : undefined;
  if (stored !== undefined) return stored;
  const there: ObjectHead | undefined = before ?? (await look(context, to, false, signal));
  if (there === undefined || !sameByEtag(head, there, [source.store, store]))
    throw new ImbedError('store/object-exists', { key: to });
  await dropLeftOver(target, { key: to }, { ...(journal && { journal }), ...(signal && { signal }) });
  return { size: there.size, etag: there.etag, verified: 'etag' };
}

/** A store copies by itself what the keys that ask may read. */
async function isOneStore(one: ClientContext, other: ClientContext): Promise<boolean> {
  if (one === other) return true;
  const [a, b] = [one.storeInit, other.storeInit];
  if (a.store.endpoint !== b.store.endpoint || a.store.dialect !== b.store.dialect) return false;
  const [mine, theirs] = [await a.credentials(), await b.credentials()];
  return mine.accessKeyId === theirs.accessKeyId;
}
