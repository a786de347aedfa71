import { providers } from './index.ts';
import type { OpenProviderId } from './provider-id.ts';
import { providerOfAddress } from './recognise.ts';

/** What of a profile's store a pasted text tells; the settings as a profile has them. */
export interface RecognisedStore {
  readonly provider: OpenProviderId;
  readonly bucket?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

/**
 * What somebody pasted who was asked for the store: an endpoint, the address of a bucket or of an image in it, that
 * of a page of the provider's console, or `oss://bucket`. `undefined` when it is none of them, or of a store that
 * people run themselves.
 */
export function recogniseStore(text: string): RecognisedStore | undefined {
  const written = text.trim();
  return byScheme(written) ?? byAddress(written.includes('://') ? written : `https://${written}`);
}

/** As the tools of the providers name a bucket. */
const schemes: Readonly<Record<string, OpenProviderId>> = {
  oss: 'aliyun-oss',
  cos: 'tencent-cos',
  obs: 'huawei-obs',
  bos: 'baidu-bos',
  tos: 'volcengine-tos',
  ks3: 'ksyun-ks3',
  s3: 'aws-s3',
  gs: 'gcs-s3',
  r2: 'cloudflare-r2',
  b2: 'backblaze-b2',
};

function byScheme(text: string): RecognisedStore | undefined {
  const [, scheme = '', bucket = ''] = /^([a-z0-9]+):\/+([A-Za-z0-9._-]*)/.exec(text) ?? [];
  const provider = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  return provider === undefined ? undefined : { provider, ...(bucket !== '' && { bucket }) };
}

function byAddress(text: string): RecognisedStore | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return byConsole(url) ?? byHost(url);
}

interface ConsolePage {
  readonly provider: OpenProviderId;
  readonly host: RegExp;
  /** Of path and fragment together; may have the groups `bucket` and `region`. */
  readonly place: RegExp;
  /** Parameter that names the bucket, where the path does not. */
  readonly parameter?: string;
}

/** Where the addresses of the consoles' pages have the bucket, and the region if not in `?region=`; seen in their use. */
const consolePages: readonly ConsolePage[] = [
  {
    provider: 'aliyun-oss',
    host: /^oss(next)?\.console\.(aliyun|alibabacloud)\.com$/,
    place: /^(\/bucket\/oss-(?<region>[a-z0-9-]+)\/(?<bucket>[^/#]+))?/,
  },
  {
    provider: 'tencent-cos',
    host: /^console\.(cloud\.tencent|tencentcloud|intl\.cloud\.tencent)\.com$/,
    place: /^\/cos/,
    parameter: 'bucket',
  },
  {
    provider: 'huawei-obs',
    host: /^console(-intl)?\.huaweicloud\.com$/,
    place: /#\/obs\/manage\w*\/(?<bucket>[^/?]+)/,
  },
  {
    provider: 'aws-s3',
    host: /(^|\.)console\.(aws\.amazon\.com|amazonaws\.cn)$/,
    place: /^\/s3\/(buckets|object|upload)\/(?<bucket>[^/#]+)/,
  },
  {
    provider: 'cloudflare-r2',
    host: /^dash\.cloudflare\.com$/,
    place: /^\/[^/]+\/r2\b(\/[a-z]+\/buckets\/(?<bucket>[^/#]+))?/,
  },
  {
    provider: 'gcs-s3',
    host: /^console\.cloud\.google\.com$/,
    place: /^\/storage\/browser\/(?<bucket>[^/#;]+)/,
  },
  {
    provider: 'digitalocean-spaces',
    host: /^cloud\.digitalocean\.com$/,
    place: /^\/spaces\/(?<bucket>[^/#]+)/,
  },
  {
    provider: 'qiniu-kodo',
    host: /^portal\.qiniu\.com$/,
    place: /^\/kodo\/bucket\//,
    parameter: 'bucketName',
  },
];

function byConsole({ hostname, pathname, searchParams, hash }: URL): RecognisedStore | undefined {
  for (const { provider, host, place, parameter = '' } of consolePages) {
    const found = host.test(hostname) ? place.exec(`${pathname}${hash}`) : null;
    if (found === null) continue;
    const { bucket, region } = found.groups ?? {};
    const asked = (name: string) => searchParams.get(name) || undefined;
    return { provider, ...known({ bucket: bucket ?? asked(parameter), region: region ?? asked('region') }) };
  }
  return undefined;
}

function byHost({ protocol, host, hostname, pathname }: URL): RecognisedStore | undefined {
  const provider = providerOfAddress(hostname);
  if (provider === undefined) return undefined;
  const { bucket, region, kind } = providers[provider].partsOfHost(hostname);
  const [first = ''] = pathname.slice(1).split('/');
  // Of a host that tells all but the bucket, the path begins with it; where both do, the path is the image's.
  const named = bucket ?? (first === '' ? undefined : decoded(first));
  const endpoint = kind === undefined ? `${protocol}//${host}` : kind === 'accelerate' ? kind : undefined;
  return { provider, ...known({ bucket: named, region, endpoint }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Texts = Readonly<Record<string, string | undefined>>;

function known<T extends Texts>(texts: T): { readonly [Name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    readonly [Name in keyof T]?: string;
  };
}
