import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3ServerOptions } from './options.ts';
import { type S3Server, startS3Server } from './server.ts';

/** People and buckets of this folder's own tests. */
export const alice = {
  name: 'alice',
  accessKeyId: 'AKIDALICE',
  secretAccessKey: 'alice/secret+key',
} as const;
export const bob = { name: 'bob', accessKeyId: 'AKIDBOB', secretAccessKey: 'bob-secret' } as const;

export function startStore(options: Partial<S3ServerOptions> = {}): Promise<S3Server> {
  return startS3Server({
    users: [alice, bob],
    buckets: [
      { name: 'notes', owner: 'alice' },
      { name: 'public', owner: 'alice', acl: 'public-read' },
    ],
    ...options,
  });
}

export function sdkClient(server: S3Server, config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    endpoint: server.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: alice,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...config,
  });
}

/** Every name is this machine: Node itself does not resolve `*.localhost`. */
export function loopbackAgent(): Agent {
  return new Agent({
    keepAlive: true,
    lookup: (_name, options, found) => {
      if (options.all) found(null, [{ address: '127.0.0.1', family: 4 }]);
      else found(null, '127.0.0.1', 4);
    },
  });
}

/** What an SDK call was refused with. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; status: number | undefined }> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('The store did not refuse');
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return { code: error.name, status };
}

export interface RawRequest {
  readonly method?: string;
  /** Path and query, sent as they stand. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** `<Code>` of an XML error. */
  readonly code: string | undefined;
}

/** A request that no client library touches. */
export function rawRequest(server: S3Server, request: RawRequest): Promise<RawResponse> {
  const { method = 'GET', path, headers = {}, body } = request;
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, method, path, headers, agent: false };
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const code = /<Code>(.*)<\/Code>/.exec(text)?.[1];
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, code });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
