/**
 * A process that puts one file with lib-storage's `Upload`, to be measured; bodies go unsigned over HTTPS, and with
 * their SHA-256 over plain HTTP, as ours do:
 * `node lib-storage-process.ts '{"endpoint":…,"bucket":…,"accessKeyId":…,"secretAccessKey":…,"file":…,"key":…,…}'`.
 */

import { createReadStream } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

interface Order {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly file: string;
  readonly key: string;
  readonly partBytes: number;
  readonly partsAtOnce: number;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const client = new S3Client({
  endpoint: order.endpoint,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: order,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});
if (order.endpoint.startsWith('https:'))
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { readonly headers: Record<string, string> };
      headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      return next(args);
    },
    { step: 'build', name: 'unsignedBodies' },
  );
const params = { Bucket: order.bucket, Key: order.key, Body: createReadStream(order.file) };
const { partBytes: partSize, partsAtOnce: queueSize } = order;
await new Upload({ client, params, partSize, queueSize }).done();
client.destroy();
