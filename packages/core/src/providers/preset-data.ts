import type { LocalText } from '../problems.ts';
import type { CredentialVariables, Dialect } from './provider.ts';
import type { OpenProviderId } from './provider-id.ts';

export type EndpointKind = 'public' | 'internal' | 'accelerate';

/**
 * What a host is when somebody enters it: a way to write one of the endpoints; `own`, one more endpoint that stays as
 * it is written; or `link`, which tells bucket and region, and is no endpoint that anybody would be sent to.
 */
export type HostMeaning = EndpointKind | 'own' | 'link';

/** Addresses with scheme; `{region}` is filled in. A kind that is absent does not exist at this store. */
export type Endpoints = { readonly public: string } & { readonly [kind in EndpointKind]?: string };

/** How a store makes a smaller copy on the fly; `{w}` is filled with the width in pixels. */
export interface Resize {
  readonly by: 'query' | 'path-suffix' | 'path-prefix';
  readonly text: string;
}

/**
 * One store as plain data. Everything optional has the meaning that suits most stores, so that a preset
 * lists only what is particular to it.
 */
export interface PresetData {
  readonly id: OpenProviderId;
  readonly name: { readonly en: string; readonly zh: string };
  /** Where the facts of the preset can be read by a person. */
  readonly docsUrl: string;

  /** Absent: the store has no address of its own (self-hosted, or one for each account). */
  readonly endpoints?: Endpoints;
  /** Hosts of the native dialect, where they differ from those of S3. */
  readonly nativeEndpoints?: Endpoints;
  /** Public endpoints of regions that break the pattern. */
  readonly regionEndpoints?: Readonly<Record<string, string>>;
  /**
   * Domains that only this provider's hosts are under; any other host is a custom domain. Absent: the store
   * is self-hosted and every host is its own.
   */
  readonly ownDomains?: readonly string[];
  /** Hosts that people copy from consoles, samples and links. `{account}` stands for any name, like `{region}`. */
  readonly knownHosts?: readonly (readonly [host: string, means: HostMeaning])[];
  /** Why a custom domain cannot be the API endpoint, and what to do instead. */
  readonly customDomainRefusal?: LocalText;

  readonly defaultRegion: string;
  readonly regions: readonly string[];
  /** No other region exists, or none other could be signed for: an unknown one is refused. */
  readonly regionsComplete?: true;
  /** Written before region ids in some places, never part of them. */
  readonly regionPrefix?: string;
  /** What the signature names in place of the region: the same for all, or by region. Absent: the region. */
  readonly signingRegion?: string | Readonly<Record<string, string>>;

  /** What `auto` picks. */
  readonly addressing: 'virtual-hosted' | 'path';
  /** Why path style cannot be chosen. */
  readonly pathRefusal?: LocalText;
  /** What is wrong with a bucket name beyond the rules that every store shares. */
  readonly bucketProblem?: (bucket: string) => LocalText | undefined;

  /** Absent: S3 only. */
  readonly dialects?: readonly Dialect[];
  /** Absent: `when-required`. */
  readonly checksums?: 'when-supported';
  /** Absent: none. */
  readonly contentMd5Commands?: readonly string[];
  /** Absent: version 2 with `encoding-type=url`. */
  readonly list?: { readonly version: 1 | 2; readonly urlEncode: boolean };
  /** Only where a source confirms it: a store that ignores the header would overwrite. */
  readonly noOverwrite?: { readonly [dialect in Dialect]?: readonly [name: string, value: string] };
  /**
   * The request that makes an object from its parts heeds that header, too. Only where a source says so of that
   * request; absent: it may answer 200 and replace, as Ceph RGW 16 does.
   */
  readonly noOverwriteParts?: true;
  /**
   * Has a copy inside the store refuse to replace an object. Only where a source says so of that request; absent: it
   * may answer 200 and replace, as Ceph RGW 16 does.
   */
  readonly noOverwriteCopy?: { readonly [dialect in Dialect]?: readonly [name: string, value: string] };
  /**
   * Absent: the ETag of a single put is its MD5, as AWS has it
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html) and almost everyone copied. Where that is
   * wrong after all, every upload costs a download to verify it.
   */
  readonly etagIsMd5?: false;
  readonly multipart?: { readonly minPartBytes?: number; readonly maxParts?: number };
  readonly acceptsAcl: boolean;
  readonly stripXId?: true;

  /**
   * Address in front of the key; `{bucket}`, `{region}` and `{host}` (of the public endpoint) are filled in.
   * Absent: follows from endpoint and addressing, unless {@link publicUrlNeeded}.
   */
  readonly publicUrl?: string;
  /** Why nobody can read through the API host, and what to enter as public base URL. */
  readonly publicUrlNeeded?: LocalText;
  readonly resize?: Resize;

  readonly credentialVariables: readonly CredentialVariables[];
  /** What settings screens show as examples, where the usual ones would mislead. */
  readonly examples?: { readonly bucket?: string; readonly endpoint?: string };
}

/** `x-amz-checksum-*` is ignored or refused by these; every bulk or bucket-level write needs its MD5. */
export const allMd5Commands = [
  'DeleteObjects',
  'PutBucketCors',
  'PutBucketLifecycleConfiguration',
  'PutBucketPolicy',
] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export const ifNoneMatch = ['if-none-match', '*'] as const;

/** Customary for stores that have no names of their own. */
export const awsVariables: CredentialVariables = {
  accessKeyId: 'AWS_ACCESS_KEY_ID',
  secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
  sessionToken: 'AWS_SESSION_TOKEN',
};
