import type { ResolvedStore } from './provider.ts';

/** What of a store decides where its objects are. */
export type StoreAddress = Pick<ResolvedStore, 'endpoint' | 'bucket' | 'addressing'>;

/** Address of the bucket, without trailing slash. */
export function bucketUrl({ endpoint, bucket, addressing }: StoreAddress): string {
  switch (addressing) {
    case 'virtual-hosted':
      return endpoint.replace('://', `://${bucket}.`);
    case 'path':
      return `${endpoint}/${bucket}`;
    case 'bucket-bound':
      return endpoint;
  }
}
