import { CopyObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { aclHeaders } from './object-headers.ts';
import type { CopyOptions } from './object-store.ts';
import { withHeaders } from './sdk-middleware.ts';
import type { SdkSendOptions } from './sdk-request-handler.ts';
import { ofSource } from './server-copy.ts';

/** Inside the store: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(
  client: S3Client,
  store: ResolvedStore,
  from: ObjectKey,
  to: ObjectKey,
  { signal, ...acl }: CopyOptions,
): Promise<void> {
  const CopySource = `${store.bucket}/${encodeKey(from)}`;
  const command = new CopyObjectCommand({ Bucket: store.bucket, Key: to, CopySource });
  const options: SdkSendOptions = { key: from, ...(signal && { abortSignal: signal }) };
  try {
    await client.send(withHeaders(command, aclHeaders(store, acl)), options);
  } catch (error) {
    throw ofSource(error);
  }
}
