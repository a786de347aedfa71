import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const KEYS_PER_REQUEST = 1000;

/**
 * Deletes in batches; every batch is tried. If keys are left, rejects with the first one's error, whose
 * `cause` is an `AggregateError` with one `ImbedError` a key.
 * @param deleteBatch answers with what went wrong, one error a key
 */
export async function deleteInBatches(
  keys: readonly ObjectKey[],
  deleteBatch: (batch: readonly ObjectKey[]) => Promise<readonly ImbedError[]>,
): Promise<void> {
  const failures: ImbedError[] = [];
  for (let at = 0; at < keys.length; at += KEYS_PER_REQUEST)
    failures.push(...(await deleteBatch(keys.slice(at, at + KEYS_PER_REQUEST))));
  const [first] = failures;
  if (first === undefined) return;
  const detail = `${failures.length} of ${keys.length} objects were not deleted`;
  throw new ImbedError(first.code, { ...first.facts, detail }, { cause: new AggregateError(failures) });
}
