import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectKey } from '../naming/object-key.ts';
import { publicUrl } from '../providers/public-url.ts';
import { deleteOrAbsent, headOrAbsent } from './absence.ts';
import { deleteInBatches } from './delete-many.ts';
import { unquoted } from './etag.ts';
import {
  aclHeaders,
  describingHeaders,
  hasManagedKey,
  namesVersion,
  noOverwriteHeaders,
} from './object-headers.ts';
import { sizeOf } from './object-size.ts';
import type { BucketStore, ObjectHead, PutOptions, PutRequest, RequestOptions } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';
import { presignedGetUrl } from './presign.ts';
import type { RetryPorts } from './retry.ts';
import { createSdkClient } from './sdk-client.ts';
import { copyObject } from './sdk-copy.ts';
import { deleteBatch } from './sdk-delete-many.ts';
import { listPages } from './sdk-list.ts';
import { withHeaders } from './sdk-middleware.ts';
import { putInParts } from './sdk-multipart.ts';
import type { SdkSendOptions } from './sdk-request-handler.ts';
import type { StoreInit } from './store-init.ts';

export { createBucketAdmin } from './sdk-bucket-admin.ts';

/**
 * The wire for everything but one image: AWS's SDK, with our transport, signature, retries and errors. Loading
 * it takes longer than sending an image does; import it when it is needed.
 */
export function createSdkStore(init: StoreInit, ports?: RetryPorts): BucketStore {
  const { store } = init;
  const client = createSdkClient(init, ports);
  const addressOf = (key: ObjectKey) => ({ Bucket: store.bucket, Key: key });
  return {
    head: (key, options) =>
      headOrAbsent(
        () => head(client, addressOf(key), sendOptions(key, options)),
        () => peek(client, addressOf(key), sendOptions(key, options)),
      ),
    async put(request, options = {}) {
      const isLarge = request.body.byteLength > PART_BYTES;
      const put = isLarge
        ? putInParts(client, init, request, options)
        : putWhole(client, store, request, options);
      return { etag: unquoted(await put) };
    },
    async get(key, { maxBytes, ...options } = {}) {
      const bound = maxBytes === undefined ? {} : { maxResponseBytes: maxBytes };
      const command = new GetObjectCommand(addressOf(key));
      const { Body } = await client.send(command, { ...sendOptions(key, options), ...bound });
      return Body === undefined ? new Uint8Array() : Body.transformToByteArray();
    },
    delete: (key, options) =>
      deleteOrAbsent(() => client.send(new DeleteObjectCommand(addressOf(key)), sendOptions(key, options))),
    publicUrl: (key) => publicUrl(store, key),
    list: (request, options = {}) => listPages(client, store, request, options),
    copy: (from, to, options = {}) => copyObject(client, store, from, to, options),
    deleteMany: (keys, options = {}) =>
      deleteInBatches(keys, (batch) => deleteBatch(client, init, batch, options)),
    presignGet: (key, seconds) => presignedGetUrl(init, key, seconds),
  };
}

interface Address {
  readonly Bucket: string;
  readonly Key: ObjectKey;
}

function sendOptions(key: ObjectKey, { signal }: RequestOptions = {}): SdkSendOptions {
  return { key, ...(signal !== undefined && { abortSignal: signal }) };
}

async function head(client: S3Client, address: Address, options: SdkSendOptions): Promise<ObjectHead> {
  const answer = await client.send(new HeadObjectCommand(address), options);
  return {
    size: sizeOf(address.Key, answer.ContentLength),
    etag: unquoted(answer.ETag),
    contentType: answer.ContentType,
    cacheControl: answer.CacheControl,
    contentDisposition: answer.ContentDisposition,
    contentEncoding: answer.ContentEncoding,
    lastModified: answer.LastModified,
    ...(hasManagedKey(answer.ServerSideEncryption, answer.SSECustomerAlgorithm) && { managedKey: true }),
    ...(namesVersion(answer.VersionId) && { keepsVersions: true }),
  };
}

function peek(client: S3Client, address: Address, options: SdkSendOptions): Promise<unknown> {
  return client.send(new GetObjectCommand({ ...address, Range: 'bytes=0-0' }), options);
}

async function putWhole(
  client: S3Client,
  store: StoreInit['store'],
  request: PutRequest,
  { signal, onSent }: PutOptions,
): Promise<string | undefined> {
  const { key, body, sha256 } = request;
  const command = withHeaders(new PutObjectCommand({ Bucket: store.bucket, Key: key, Body: body }), {
    ...describingHeaders(request),
    ...aclHeaders(store, request),
    ...noOverwriteHeaders(store, request),
  });
  const { ETag } = await client.send(command, {
    ...sendOptions(key, signal && { signal }),
    ...(onSent !== undefined && { onSent }),
    ...(sha256 !== undefined && { sha256 }),
  });
  return ETag;
}
