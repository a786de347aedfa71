import { basename, join, resolve } from 'node:path';
import { downloadParts } from '../../bucket/download-parts.ts';
import { unquoted } from '../../store/etag.ts';
import { openFileTarget } from '../file-target.ts';
import { requireBooleans, requireHeader, requireOptions, requireWhole, requireWords } from './arguments.ts';
import type { Client, GetFileOptions } from './client.ts';
import { type ClientContext, existing, givenKey, transferOptions } from './client-context.ts';
import { fetching } from './fetching.ts';

/** Comparing so much with its ETag takes less time than a request, and fetching it again little more. */
const SMALL_BYTES = 8 * 1024 * 1024;

/** @param assertReplaceable asked right before the file is put in its place; throws when what is there has to stay */
export function createGet(context: ClientContext, assertReplaceable?: () => void): Client['get'] {
  // Types promise options; JavaScript may leave them out.
  return async (written, options: Partial<GetFileOptions> = {}) => {
    const key = givenKey(written);
    requireOptions(options);
    const { into, signal } = options;
    requireWords('into', into);
    requireBooleans(options, ['verify']);
    const known = knownObject(options);
    const path = resolve(/[/\\]$/.test(into) ? join(into, basename(key)) : into);
    const transfer = transferOptions(options);
    return fetching(async () => {
      // Nothing is asked for the bytes of an empty object, which may have been replaced or deleted since.
      const { size, etag } = known?.size ? known : await existing(context, key, signal && { signal });
      const journal = size > SMALL_BYTES ? await context.journalOf('downloads', key, path) : undefined;
      const { endpoint, bucket } = context.ports.store;
      const target = await openFileTarget(path, {
        ...(journal && { resumed: JSON.stringify([endpoint, bucket, key]) }),
        ...(assertReplaceable && { assertReplaceable }),
      });
      const done = await downloadParts(context.ports, { key, size, etag }, target, {
        ...transfer,
        verify: options.verify ?? size <= SMALL_BYTES,
        ...(journal && { journal }),
      });
      return { ...done, path };
    });
  };
}

function knownObject({ known }: Partial<GetFileOptions>): GetFileOptions['known'] {
  if (known === undefined) return undefined;
  requireWhole('known.size', known?.size, 0);
  if (known.etag !== undefined) requireHeader('known.etag', known.etag);
  return { size: known.size, etag: unquoted(known.etag) };
}
