import { createHash } from 'node:crypto';
import type { S3Server } from '@imbed/core/testing';
import { bucket } from './support.ts';

/** Puts an object under each key, past the wire; its bytes are its key. */
export async function fill({ storage }: S3Server, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const bytes = Buffer.from(key);
    const etag = createHash('md5').update(bytes).digest('hex');
    const record = { key, size: bytes.byteLength, etag, lastModified: new Date(0).toISOString() };
    const plain = { acl: 'default', headers: {}, metadata: {}, checksums: {} } as const;
    await storage.saveObject(bucket, { record: { ...record, ...plain }, bytes });
  }
}
