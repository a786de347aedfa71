import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
} from '@aws-sdk/client-s3';
import { ImbedError } from '../errors.ts';
import type { MultipartSessions } from './multipart-sessions.ts';
import type { RetryPorts } from './retry.ts';
import { createSdkClient } from './sdk-client.ts';
import type { StoreInit } from './store-init.ts';

export function createMultipartSessions(init: StoreInit, ports?: RetryPorts): MultipartSessions {
  const { bucket: Bucket } = init.store;
  const client = createSdkClient(init, ports);
  return {
    async begin(key, { signal } = {}) {
      const command = new CreateMultipartUploadCommand({ Bucket, Key: key });
      const { UploadId } = await client.send(command, signal && { abortSignal: signal });
      if (UploadId === undefined || UploadId === '')
        throw new ImbedError('store/rejected', { key, detail: 'it began an upload without giving it an id' });
      return UploadId;
    },
    async abort(key, uploadId, { signal } = {}) {
      const command = new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId });
      await client.send(command, signal && { abortSignal: signal });
    },
    async list(prefix, { signal } = {}) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix: prefix });
      const { Uploads = [] } = await client.send(command, signal && { abortSignal: signal });
      return Uploads.map(({ Key = '', UploadId = '', Initiated }) => ({
        key: Key,
        uploadId: UploadId,
        begun: Initiated,
      }));
    },
  };
}
