import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ImbedError, toImbedError } from '../errors.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { refuseToReplace } from './keep-others.ts';
import { beginHeaders, completeHeaders } from './object-headers.ts';
import type { PutOptions, PutRequest } from './object-store.ts';
import { PARTS_AT_ONCE, partBytes } from './part-size.ts';
import { CLEAN_UP_MS, progressOf, unlessClosed } from './put-in-parts.ts';
import { type SdkCommand, withHeaders } from './sdk-middleware.ts';
import type { SdkSendOptions } from './sdk-request-handler.ts';
import type { StoreInit } from './store-init.ts';

type Send = (command: SdkCommand, options: SdkSendOptions) => Promise<object>;

/** Puts a large object in equal parts; answers with the store's ETag, which is not an MD5. */
export async function putInParts(
  client: S3Client,
  { store, transport }: Pick<StoreInit, 'store' | 'transport'>,
  request: PutRequest,
  options: PutOptions,
): Promise<string | undefined> {
  const { bytes, atOnce = PARTS_AT_ONCE } = transport.capabilities.parts ?? {};
  const wire = uploadWire(client, store, request, options);
  const upload = new Upload({
    client: wire.client,
    params: { Bucket: store.bucket, Key: request.key, Body: request.body },
    partSize: partBytes(request.body.byteLength, store.multipart, bytes),
    queueSize: atOnce,
    leavePartsOnError: false,
  });
  try {
    return (await upload.done()).ETag;
  } catch (error) {
    throw wire.firstFailure() ?? toImbedError(error);
  } finally {
    wire.release();
  }
}

/**
 * The client as one upload sees it. lib-storage passes no signal to the requests it makes, keeps the other
 * parts going after one has failed, and lets a failed clean-up hide the reason for it; this mends all three.
 */
function uploadWire(client: S3Client, store: ResolvedStore, request: PutRequest, options: PutOptions) {
  const parts = new AbortController();
  const release = follow(options.signal, parts);
  const onSent = progressOf(request.body.byteLength, options.onSent);
  const forward = client.send.bind(client) as unknown as Send;
  let failure: unknown;

  const look = () => {
    const address = { Bucket: store.bucket, Key: request.key };
    const ask = (command: SdkCommand) => forward(command, { abortSignal: parts.signal, key: request.key });
    return refuseToReplace(
      store,
      request,
      () => ask(new HeadObjectCommand(address)),
      () => ask(new GetObjectCommand({ ...address, Range: 'bytes=0-0' })),
    );
  };
  const send = async (command: SdkCommand) => {
    if (command instanceof AbortMultipartUploadCommand) return cleanUp(forward, command);
    withHeaders(command, headersOf(command, store, request));
    const part = command instanceof UploadPartCommand ? command.input.PartNumber : undefined;
    const reporting = part === undefined ? {} : { onSent: (sent: number) => onSent(part, sent) };
    try {
      if (command instanceof CompleteMultipartUploadCommand) await look();
      const output = await forward(command, { abortSignal: parts.signal, key: request.key, ...reporting });
      if (part !== undefined) refuseWithoutEtag(output, request);
      return output;
    } catch (error) {
      const told = command instanceof CompleteMultipartUploadCommand ? unlessClosed(error) : error;
      failure ??= told;
      parts.abort();
      throw told;
    }
  };
  const scoped: S3Client = Object.assign(Object.create(client), { send });
  return { client: scoped, firstFailure: () => failure, release };
}

/** The last request lists every part by its ETag; a browser hides it unless the bucket's CORS rules expose it. */
function refuseWithoutEtag(output: object, { key }: PutRequest): void {
  if ('ETag' in output && typeof output.ETag === 'string' && output.ETag !== '') return;
  throw new ImbedError('store/verification-failed', { key, detail: 'no etag for a part' });
}

function headersOf(command: SdkCommand, store: ResolvedStore, request: PutRequest) {
  if (command instanceof CreateMultipartUploadCommand) return beginHeaders(store, request);
  return command instanceof CompleteMultipartUploadCommand ? completeHeaders(store, request) : {};
}

/** Left-over parts cost money until the bucket drops them; they are no reason to report another failure. */
async function cleanUp(forward: Send, command: AbortMultipartUploadCommand): Promise<void> {
  await forward(command, { abortSignal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => undefined);
}

/** Aborts `controller` with `signal`; the answer takes the listener off again. */
function follow(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = () => controller.abort();
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => signal?.removeEventListener('abort', abort);
}
