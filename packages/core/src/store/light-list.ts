import { ImbedError } from '../errors.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { unquoted } from './etag.ts';
import { decoderOf, nextCursor } from './list-answer.ts';
import { textOf } from './multipart-sessions.ts';
import type { ListedObject, ListPage, ListRequest, RequestOptions } from './object-store.ts';
import type { TransferWire } from './transfer-wire.ts';
import { xmlElements, xmlField, xmlText } from './xml.ts';

/** Pages of a listing, each asked for only when the one before was used up. */
export async function* listPages(
  wire: TransferWire,
  request: ListRequest,
  options: RequestOptions,
): AsyncGenerator<ListPage, void, undefined> {
  const { version } = wire.store.list;
  let cursor: string | undefined;
  do {
    const answer = textOf(
      await wire.send({ method: 'GET', url: listUrl(wire.store, request, cursor) }, options),
    );
    if (!isWhole(answer)) throw new ImbedError('store/rejected', { detail: 'what came is no whole list' });
    yield pageFrom(answer);
    const isCutOff = xmlField(answer, 'IsTruncated') === 'true';
    cursor = isCutOff ? nextCursor(version === 2 ? tokenOf(answer) : markerOf(answer), cursor) : undefined;
  } while (cursor !== undefined);
}

function listUrl(
  store: ResolvedStore,
  { prefix, delimiter, pageSize }: ListRequest,
  cursor: string | undefined,
): string {
  const { version, urlEncode } = store.list;
  const query = Object.entries({
    'list-type': version === 2 ? '2' : undefined,
    [version === 2 ? 'continuation-token' : 'marker']: cursor,
    prefix,
    delimiter,
    'max-keys': pageSize,
    'encoding-type': urlEncode ? 'url' : undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeRfc3986(String(value))}`]));
  return `${bucketUrl(store)}/${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** What is missing in a list would be taken for deleted. */
function isWhole(answer: string): boolean {
  return /<(?:\w+:)?ListBucketResult(?:\s[^>]*)?\/>|<\/(?:\w+:)?ListBucketResult>/.test(answer);
}

function tokenOf(answer: string): string | undefined {
  return xmlField(answer, 'NextContinuationToken');
}

/**
 * A marker comes only with a delimiter; otherwise the last key is it
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html).
 */
function markerOf(answer: string): string {
  const last = xmlElements(answer, 'Contents').at(-1) ?? '';
  return decoderIn(answer)(xmlText(answer, 'NextMarker') || xmlText(last, 'Key'));
}

function pageFrom(answer: string): ListPage {
  const decode = decoderIn(answer);
  const objects = xmlElements(answer, 'Contents').map((content): ListedObject => {
    const modified = new Date(xmlField(content, 'LastModified') ?? '');
    return {
      key: decode(xmlText(content, 'Key')),
      size: Number(xmlField(content, 'Size') ?? 0),
      etag: unquoted(xmlField(content, 'ETag')),
      lastModified: Number.isNaN(modified.getTime()) ? undefined : modified,
    };
  });
  const prefixes = xmlElements(answer, 'CommonPrefixes').map((prefix) => decode(xmlText(prefix, 'Prefix')));
  return { objects, prefixes };
}

function decoderIn(answer: string): (text: string) => string {
  return decoderOf(xmlField(answer, 'EncodingType'));
}
