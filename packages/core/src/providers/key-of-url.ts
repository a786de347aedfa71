import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { percentDecode } from '../percent-encoding.ts';
import type { ResolvedStore } from './provider.ts';

/**
 * The object that `url` shows, `undefined` where that is none of this bucket: the inverse of `publicUrl`. Takes links
 * however they came to be: by http or https, by any address of the bucket, with or without suffix and processing,
 * percent-encoded or not.
 */
export function keyOfUrl(store: ResolvedStore, url: string): ObjectKey | undefined {
  const link = splitLink(url);
  if (link === undefined) return undefined;
  const path = withoutProcessing(link.path, store.urlSuffix);
  for (const base of [store.publicBaseUrl, ...store.ownAddresses]) {
    const key = keyBelow(base, link.host, path);
    if (key !== undefined) return key;
  }
  return undefined;
}

interface Link {
  readonly host: string;
  /** As it is written, without query and fragment. */
  readonly path: string;
}

/** Not by `URL` alone, which changes paths; user names in front of a host are no part of public links. */
function splitLink(url: string): Link | undefined {
  const [, scheme = 'https:', authority, path = ''] =
    /^(https?:)?\/\/([^/?#\\@]+)([^?#]*)/i.exec(url.trim()) ?? [];
  const origin = `${scheme}//${authority}`;
  if (authority === undefined || !URL.canParse(origin)) return undefined;
  return { host: new URL(origin).host, path };
}

/** Cloudflare's, in front of the path: https://developers.cloudflare.com/images/transform-images/transform-via-url/ */
const processingPrefix = /^\/cdn-cgi\/image\/[^/]*=[^/]*(?=\/)/;

/** `!style` (Alibaba OSS, Huawei OBS) and `@base@tag=…` (Kingsoft KS3), behind the name of an image. */
const processingSuffix = /(\.(?:avif|bmp|gif|heic|heif|jpe?g|png|svg|tiff?|webp))[!@][^/]*$/i;

/** Nothing here can be part of a key in a link of ours: `publicUrl` encodes `=`, `!` and `@`. */
function withoutProcessing(path: string, urlSuffix: string): string {
  const suffix = urlSuffix.replace(/[?#].*$/s, '');
  const bare = suffix !== '' && path.endsWith(suffix) ? path.slice(0, -suffix.length) : path;
  return bare.replace(processingPrefix, '').replace(processingSuffix, '$1');
}

function keyBelow(base: string, host: string, path: string): ObjectKey | undefined {
  const address = new URL(base);
  if (address.host !== host) return undefined;
  const above = segmentsOf(address.pathname.replace(/\/$/, ''));
  const segments = segmentsOf(path);
  if (above.some((segment, index) => segments[index] !== segment)) return undefined;
  const key = parseObjectKey(segments.slice(above.length).join('/'));
  return key.ok ? key.value : undefined;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').map(percentDecode);
}
