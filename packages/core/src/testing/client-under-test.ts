import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Client } from '../node/client/client.ts';
import type { ClientSettings } from '../node/client/client-settings.ts';
import { createClient } from '../node/client/create-client.ts';
import type { UnfinishedUpload } from '../store/multipart-sessions.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy/fault-proxy.ts';
import { type S3Server, startS3Server } from './s3-server/server.ts';

const keys = { accessKeyId: 'MYKEY', secretAccessKey: 'my-secret' };

/** Clients of an embedded server with the buckets `files` (private) and `open`, for the tests of the file that asks. */
export function clientUnderTest() {
  let server: S3Server;
  let proxy: FaultProxy;
  let folder: string;
  let files = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'imbed-client-'));
    server = await startS3Server({
      users: [{ name: 'me', ...keys }],
      buckets: [
        { name: 'files', owner: 'me' },
        { name: 'open', owner: 'me', acl: 'public-read' },
      ],
    });
    proxy = await startFaultProxy({ targetPort: server.port });
  });
  afterEach(() => {
    server.intercept(undefined);
    proxy.clear();
  });
  afterAll(async () => {
    await proxy.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const state = () => join(folder, 'state');
  const settings = (): ClientSettings => ({
    provider: 'custom',
    bucket: 'files',
    endpoint: server.endpoint,
    region: 'us-east-1',
    addressing: 'path',
    credentials: { source: 'inline', ...keys },
    stateFolder: state(),
  });
  const client = (changes: Partial<ClientSettings> = {}): Client =>
    createClient({ ...settings(), ...changes });

  return {
    get server() {
      return server;
    },
    /** A bad line to the same server. */
    get proxy() {
      return proxy;
    },
    get folder() {
      return folder;
    },
    state,
    settings,
    client,
    behindProxy: () => client({ endpoint: proxy.endpoint }),
    newFile(bytes: Uint8Array | string, name = `file-${files++}.bin`): string {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    /** What the server has under the key. */
    async stored(key: string, bucket = 'files'): Promise<Buffer> {
      return Buffer.from((await server.storage.readObject(bucket, key))?.bytes ?? []);
    },
    /** As another program would have stored it, in parts of these lengths. */
    async plant(key: string, bytes: Buffer, partBytes: readonly number[]): Promise<void> {
      await client().put(bytes.subarray(0, 1), { key: 'planted' });
      const made = server.storage.findObject('files', 'planted');
      if (made === undefined) throw new Error(key);
      const digests: Buffer[] = [];
      let start = 0;
      for (const length of partBytes) {
        digests.push(md5(bytes.subarray(start, start + length)));
        start += length;
      }
      const etag = `${md5(Buffer.concat(digests)).toString('hex')}-${partBytes.length}`;
      const record = { ...made, key, size: bytes.byteLength, etag, partBytes };
      await server.storage.saveObject('files', { record, bytes });
    },
    async unfinished(prefix: string): Promise<readonly UnfinishedUpload[]> {
      const found: UnfinishedUpload[] = [];
      for await (const upload of client().unfinished.list(prefix)) found.push(upload);
      return found;
    },
    /** Methods and names of parameters of what was asked of the server meanwhile. */
    requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
      const before = server.requests.length;
      const told = () =>
        server.requests.slice(before).map(({ method, query }) => `${method} ${[...query.keys()]}`);
      return work().then(told, told);
    },
  };
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}
