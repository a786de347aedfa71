import type { ResolvedStore } from '../providers/provider.ts';
import type { Profile } from '../settings/profile.ts';
import type { BucketStore, ObjectStore } from '../store/object-store.ts';
import type { UploadService } from './upload-service.ts';

/** A profile with all that works on its store. */
export interface OpenProfile {
  readonly name: string;
  readonly settings: Profile;
  readonly store: ResolvedStore;
  /** As the ledger names the bucket. */
  readonly storeIdentity: string;
  readonly uploads: UploadService;
  readonly objects: ObjectStore;
  /** Loads the AWS SDK. */
  openBucket(): Promise<BucketStore>;
}

/** The profiles of one configuration, each opened when it is first asked for. */
export interface OpenProfiles {
  /** Rejects with `config/invalid`, `config/provider-closed` or `template/invalid`. */
  open(name: string): Promise<OpenProfile>;
  readonly names: readonly string[];
}
