import type { ParseResult } from '../parse-result.ts';
import type { HostParts } from './endpoint.ts';
import type { ClosedProviderId, OpenProviderId } from './provider-id.ts';

/** `bucket-bound`: a custom domain (CNAME) that already stands for the bucket; host and path stay as they are. */
export type Addressing = 'virtual-hosted' | 'path' | 'bucket-bound';

/** `oss` is Alibaba's own dialect: native V4 signature and `x-oss-` headers. */
export type Dialect = 's3' | 'oss';

/** The part of a profile that says which bucket, where, and how to talk to it. */
export interface StoreSettings {
  readonly provider: OpenProviderId | ClosedProviderId;
  readonly bucket: string;
  /** Region id as the provider writes it; empty or absent means the preset's default. */
  readonly region?: string;
  /**
   * Empty or absent: the preset's public endpoint. `internal` or `accelerate`: the preset's endpoint of that
   * kind. Else an address, with or without scheme: the provider's own host, or a custom domain of the bucket.
   */
  readonly endpoint?: string;
  readonly addressing?: 'auto' | 'virtual-hosted' | 'path';
  readonly dialect?: 'auto' | Dialect;
  /** Address in front of the key in links: a CDN or custom domain; wins over the preset's own. */
  readonly publicBaseUrl?: string;
  /** Appended to every link as it stands, e.g. `?x-oss-process=style/web`. */
  readonly urlSuffix?: string;
}

/** Everything the wires need to know of a store: no setting is looked at after this. */
export interface ResolvedStore {
  readonly provider: OpenProviderId;
  readonly bucket: string;
  /**
   * Origin without bucket or trailing slash, e.g. `https://s3.oss-cn-hongkong.aliyuncs.com`; under
   * `bucket-bound` the custom domain itself. May carry a path for stores behind a path prefix.
   */
  readonly endpoint: string;
  /** The region that goes into the signature; not always the one in the host (KS3 signs `BEIJING`). */
  readonly signingRegion: string;
  readonly addressing: Addressing;
  readonly dialect: Dialect;
  /** `when-supported` only on AWS: everywhere else the SDK's default checksums break requests. */
  readonly checksums: 'when-supported' | 'when-required';
  /** SDK commands (names without `Command`) that must carry `Content-MD5` in place of a CRC header. */
  readonly contentMd5Commands: readonly string[];
  readonly list: { readonly version: 1 | 2; readonly urlEncode: boolean };
  /** The store refuses a put onto an existing key when asked to, by this header. */
  readonly noOverwriteHeader: readonly [name: string, value: string] | undefined;
  /** It does so of an object that comes in parts as well; where not, it has to be looked for before. */
  readonly noOverwriteParts: boolean;
  /** As {@link noOverwriteHeader}, of a copy inside the store. */
  readonly noOverwriteCopyHeader: readonly [name: string, value: string] | undefined;
  /** The ETag of a single put is the MD5 of the bytes, unless the bucket encrypts with a managed key. */
  readonly etagIsMd5: boolean;
  readonly multipart: { readonly minPartBytes: number; readonly maxParts: number };
  /** Whether `x-amz-acl` may be sent at all when a profile asks for it. */
  readonly acceptsAcl: boolean;
  /** `x-id=PutObject` and the like must not be in the query (GCS). */
  readonly stripXId: boolean;
  /** Without trailing slash; the link is this, `/`, the encoded key, and `urlSuffix`. */
  readonly publicBaseUrl: string;
  readonly urlSuffix: string;
  /** Every address at which the store answers for the bucket, without trailing slash: old links may have any of them. */
  readonly ownAddresses: readonly string[];
}

/** One question of a settings screen. */
export interface PresetField {
  readonly key: 'bucket' | 'region' | 'endpoint' | 'publicBaseUrl';
  readonly required: boolean;
  readonly example: string;
}

/** Names of environment variables, customary for this provider; first complete pair wins. */
export interface CredentialVariables {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ProviderPreset {
  readonly id: OpenProviderId;
  readonly name: { readonly en: string; readonly zh: string };
  readonly docsUrl: string;
  readonly fields: readonly PresetField[];
  readonly defaultRegion: string;
  readonly regions: readonly string[];
  readonly credentialVariables: readonly CredentialVariables[];
  /** Domains that only this provider's hosts are under; empty for a store that people run themselves. */
  readonly ownDomains: readonly string[];
  resolve(settings: StoreSettings): ParseResult<ResolvedStore>;
  /** What a host under {@link ownDomains} says; `undefined` for one in none of the provider's patterns. */
  partsOfHost(host: string): HostParts | undefined;
  /** Link to a copy of at most `width` pixels, where the store can make one; `undefined` where it cannot. */
  resizedUrl(publicUrl: string, width: number): string | undefined;
}

/** A store that is gone: choosing it is answered with the date and where to go instead. */
export interface ClosedProvider {
  readonly id: ClosedProviderId;
  readonly name: { readonly en: string; readonly zh: string };
  /** As precisely as a source says, e.g. `2020-05-31`. */
  readonly closed: string;
  readonly alternatives: readonly OpenProviderId[];
}
