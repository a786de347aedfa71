import {
  ListObjectsCommand,
  type ListObjectsCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ResolvedStore } from '../providers/provider.ts';
import { unquoted } from './etag.ts';
import { decoderOf, nextCursor } from './list-answer.ts';
import type { ListedObject, ListPage, ListRequest, RequestOptions } from './object-store.ts';

type Answer = ListObjectsCommandOutput | ListObjectsV2CommandOutput;

/** Where the next page begins; `undefined` after the last. */
type Cursor = string | undefined;

/** Pages of a listing, each asked for only when the one before was used up. */
export async function* listPages(
  client: S3Client,
  store: ResolvedStore,
  request: ListRequest,
  { signal }: RequestOptions,
): AsyncGenerator<ListPage, void, undefined> {
  const ask = store.list.version === 2 ? askV2 : askV1;
  let cursor: Cursor;
  do {
    const answer = await ask(client, listParams(store, request), cursor, signal);
    yield pageFrom(answer);
    cursor =
      answer.IsTruncated === true ? nextCursor(cursorOf(store.list.version, answer), cursor) : undefined;
  } while (cursor !== undefined);
}

type ListParams = ReturnType<typeof listParams>;

function listParams(store: ResolvedStore, { prefix, delimiter, pageSize }: ListRequest) {
  return {
    Bucket: store.bucket,
    ...(prefix !== undefined && { Prefix: prefix }),
    ...(delimiter !== undefined && { Delimiter: delimiter }),
    ...(pageSize !== undefined && { MaxKeys: pageSize }),
    ...(store.list.urlEncode && { EncodingType: 'url' as const }),
  };
}

function askV2(client: S3Client, params: ListParams, cursor: Cursor, signal: AbortSignal | undefined) {
  const from = cursor === undefined ? {} : { ContinuationToken: cursor };
  return client.send(new ListObjectsV2Command({ ...params, ...from }), signal && { abortSignal: signal });
}

function askV1(client: S3Client, params: ListParams, cursor: Cursor, signal: AbortSignal | undefined) {
  const from = cursor === undefined ? {} : { Marker: cursor };
  return client.send(new ListObjectsCommand({ ...params, ...from }), signal && { abortSignal: signal });
}

function cursorOf(version: 1 | 2, answer: Answer): Cursor {
  return version === 2 ? tokenOf(answer) : markerOf(answer);
}

function tokenOf({ NextContinuationToken }: ListObjectsV2CommandOutput): string | undefined {
  return NextContinuationToken;
}

/**
 * A marker comes only with a delimiter; otherwise the last key is it
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html).
 */
function markerOf(answer: ListObjectsCommandOutput): string | undefined {
  const decode = decoderOf(answer.EncodingType);
  const last = answer.NextMarker ?? answer.Contents?.at(-1)?.Key;
  return last === undefined ? undefined : decode(last);
}

function pageFrom(answer: Answer): ListPage {
  const decode = decoderOf(answer.EncodingType);
  const objects = (answer.Contents ?? []).map(
    ({ Key = '', Size = 0, ETag, LastModified }): ListedObject => ({
      key: decode(Key),
      size: Size,
      etag: unquoted(ETag),
      lastModified: LastModified,
    }),
  );
  return { objects, prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => decode(Prefix)) };
}
