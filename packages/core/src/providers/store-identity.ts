import type { ResolvedStore } from './provider.ts';

/**
 * Tells one bucket from every other, whatever the profile is called that leads to it. Stands in ledgers and in the
 * doctor's memory, so it stays as it is.
 */
export function storeIdentity({ endpoint, bucket }: Pick<ResolvedStore, 'endpoint' | 'bucket'>): string {
  return `${endpoint} ${bucket}`;
}
