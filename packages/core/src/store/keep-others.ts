import { ImbedError } from '../errors.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { headOrAbsent } from './absence.ts';
import type { ObjectDescription } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';

type Guard = Pick<ResolvedStore, 'noOverwriteHeader' | 'noOverwriteParts'>;

/**
 * Whether the store itself refuses to replace an object by one of `size` bytes.
 * @param size infinite for one that may come in parts
 */
export function refusesOverwrite({ noOverwriteHeader, noOverwriteParts }: Guard, size: number): boolean {
  return noOverwriteHeader !== undefined && (noOverwriteParts || size <= PART_BYTES);
}

/**
 * The look right before parts become an object that is to replace none, where the store may not heed the condition
 * there. Rejects with `store/precondition-failed` when one is there, and as the look does when that is refused: then
 * nobody knows. What is stored between the two requests is still replaced.
 * @param look at the object, and `peek` for the reason of a refusal, as {@link headOrAbsent} has them
 */
export async function refuseToReplace(
  { noOverwriteParts }: Guard,
  { key, noOverwrite }: ObjectDescription,
  look: () => Promise<unknown>,
  peek: () => Promise<unknown>,
): Promise<void> {
  if (noOverwrite !== true || noOverwriteParts) return;
  const found = await headOrAbsent(() => look().then(() => true), peek);
  if (found !== undefined) throw new ImbedError('store/precondition-failed', { key });
}
