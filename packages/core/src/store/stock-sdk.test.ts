import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import type { FinalizeRequestMiddleware, HttpRequest as SdkRequest } from '@smithy/types';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HttpRequest } from '../http/transport.ts';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import { anyCase, anyStore, initOf, perform, stockSettings, type WireCase } from '../testing/wire-cases.ts';
import { createLightStore } from './light-store.ts';
import { httpRequestFrom } from './sdk-request-handler.ts';

describe('AWS as it comes, with its own addressing and signature, sends the same', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('requests as the light wire', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase(anyStore), async (sample) => {
        vi.setSystemTime(sample.now);
        // Ours alone: an odd file name is rewritten for servers that know only ASCII.
        const { contentDisposition: _, ...request } = sample.request;
        const transport = createScriptedTransport([{ status: 200, headers: { 'content-length': '0' } }]);
        await perform(createLightStore(initOf(sample, transport)), sample.act, request);
        expect(transport.requests).toEqual([await sentByStockSdk({ ...sample, request })]);
      }),
    );
  });
});

/** Nothing of ours in between but what stops it from telling about this machine. */
async function sentByStockSdk(sample: WireCase): Promise<HttpRequest> {
  const sent: SdkRequest[] = [];
  const client = new S3Client({
    ...stockSettings(sample),
    // It warns about the missing content-length, which the transport will write.
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    requestHandler: {
      handle: async (written: SdkRequest) => {
        sent.push(written);
        return { response: { statusCode: 200, headers: {}, body: new Blob(['abc']).stream() } };
      },
    },
  });
  client.middlewareStack.remove('getUserAgentMiddleware');
  client.middlewareStack.addRelativeTo(sayLess, {
    name: 'sayLess',
    relation: 'before',
    toMiddleware: 'httpSigningMiddleware',
  });
  await sendStock(client, sample);
  const [written] = sent;
  if (written === undefined) throw new Error('the SDK sent nothing');
  return httpRequestFrom(written);
}

const sayLess: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (args) => {
  const { headers, query = {} } = args.request as SdkRequest;
  for (const name of ['amz-sdk-invocation-id', 'amz-sdk-request', 'content-length']) delete headers[name];
  delete query['x-id'];
  return next(args);
};

function sendStock(client: S3Client, { store, act, request }: WireCase): Promise<unknown> {
  const address = { Bucket: store.bucket, Key: request.key as string };
  if (act === 'head') return client.send(new HeadObjectCommand(address));
  if (act === 'get') return client.send(new GetObjectCommand(address));
  if (act === 'delete') return client.send(new DeleteObjectCommand(address));
  const { body: Body, contentType: ContentType, cacheControl, acl } = request;
  return client.send(
    new PutObjectCommand({
      ...address,
      Body,
      ContentType,
      ...(cacheControl !== undefined && { CacheControl: cacheControl.trim() }),
      ...(acl !== undefined && { ACL: acl as 'private' }),
    }),
  );
}
