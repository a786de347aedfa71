import type { StoreSettings } from '../../providers/provider.ts';
import type { OpenProviderId } from '../../providers/provider-id.ts';

/** What goes over the line to one store, written down from its sources and not from its preset. */
export interface ProviderExpectation {
  readonly id: OpenProviderId;
  /** Besides the provider, and the bucket where it is `my-notes`. */
  readonly settings: Omit<Partial<StoreSettings>, 'provider'>;
  /** Address of the bucket: what stands before `/key`. */
  readonly base: string;
  /** In the scope of the signature. */
  readonly region: string;
  /** Query of a listing of `img/` by folder. */
  readonly list: string;
  /** What guards the body of a bulk delete. */
  readonly bulkDelete: 'content-md5' | 'crc32';
  /** An ACL that a profile asks for is sent. */
  readonly acl: boolean;
  /** Header by which the store refuses to replace an object; absent where none is known. */
  readonly noOverwrite?: string;
  /** It heeds that header when parts become an object, too. */
  readonly noOverwriteParts?: true;
  /** Header by which it refuses so of a copy inside the store. */
  readonly noOverwriteCopy?: string;
  /** The SDK's checksums may be sent; absent: none may. */
  readonly checksums?: true;
  /** Absent: the SDK's `x-id` may be sent. */
  readonly xId?: false;
  readonly publicUrl: string;
  /** Where this can be read; what is only believed is said in the preset. */
  readonly sources: readonly string[];
}
