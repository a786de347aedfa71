import { percentDecode } from '../percent-encoding.ts';
import { providers } from './index.ts';
import { pages } from './pages.ts';
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
  return provider === undefined ? undefined : asTaken({ provider, ...(bucket !== '' && { bucket }) });
}

function byAddress(text: string): RecognisedStore | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return byPage(url) ?? byHost(url);
}

function byPage({ hostname, pathname, searchParams, hash }: URL): RecognisedStore | undefined {
  for (const { provider, host, place = /^/, parameter = '', endpoint } of pages) {
    const [at, found] = [host.exec(hostname), place.exec(`${pathname}${hash}`)];
    if (at === null || found === null) continue;
    const groups = { ...at.groups, ...found.groups };
    const { bucket = asked(searchParams, parameter), region = asked(searchParams, 'region') } = groups;
    return asTaken({ provider, ...known({ bucket, region, endpoint: endpoint?.(groups) }) });
  }
  return undefined;
}

function asked(parameters: URLSearchParams, name: string): string | undefined {
  return parameters.get(name) || undefined;
}

function byHost({ protocol, port, hostname, pathname }: URL): RecognisedStore | undefined {
  const provider = providerOfAddress(hostname);
  if (provider === undefined) return undefined;
  const parts = providers[provider].partsOfHost(hostname);
  // Of a host that is not known, nobody can say what its path is.
  if (parts === undefined) return { provider };
  const { host, means, region } = parts;
  const [first = ''] = pathname.slice(1).split('/');
  // Of a host that tells all but the bucket, the path begins with it; where both do, the path is the image's.
  const bucket = parts.bucket ?? (first === '' ? undefined : percentDecode(first));
  const written = `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
  const endpoint = means === 'own' ? written : means === 'accelerate' ? means : undefined;
  return asTaken({ provider, ...known({ bucket, region, endpoint }) });
}

/** Without what the store would refuse: that is no bucket or region of its, but part of another kind of address. */
function asTaken({ provider, ...told }: RecognisedStore): RecognisedStore {
  const { fields, resolve } = providers[provider];
  const needed = fields.filter(({ required }) => required).map(({ key, example }) => [key, example]);
  const result = resolve({ provider, ...{ bucket: '', ...Object.fromEntries(needed) }, ...told });
  if (result.ok) return { provider, ...told };
  const refused = new Set(result.issues.map(({ field }) => field));
  const taken = Object.entries(told).filter(([field]) => !refused.has(field));
  const store = { provider, ...Object.fromEntries(taken) };
  return taken.length === Object.keys(told).length ? store : asTaken(store);
}

type Texts = Readonly<Record<string, string | undefined>>;

function known<T extends Texts>(texts: T): { readonly [Name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as {
    readonly [Name in keyof T]?: string;
  };
}
