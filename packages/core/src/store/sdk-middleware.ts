import type { S3Client } from '@aws-sdk/client-s3';
import type { HttpRequest } from '@smithy/types';
import { utf8 } from '../bytes.ts';
import { isImbedError } from '../errors.ts';
import { storeErrorFromSdk } from './error-table.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import { toBase64 } from './signing/encoding.ts';
import type { StoreInit } from './store-init.ts';

/** Makes the SDK's requests those that the store understands, and its retries and errors ours. */
export function adaptMiddleware(client: S3Client, init: StoreInit, ports?: RetryPorts): void {
  const { middlewareStack } = client;
  // They tell the store about the machine; in a browser each of their headers would have to pass CORS.
  middlewareStack.remove('getUserAgentMiddleware');
  middlewareStack.remove('recursionDetectionMiddleware');
  retryByOurPolicy(client, init, ports);
  if (init.store.stripXId || init.store.dialect === 'oss') stripXId(client);
  contentMd5(client, init);
}

/** Takes the place of the SDK's own, so that whatever follows, signing included, happens once an attempt. */
function retryByOurPolicy(client: S3Client, { store, clock }: StoreInit, ports?: RetryPorts): void {
  client.middlewareStack.add(
    (next, context) => (args) => {
      const attempt = () =>
        next(args).catch((error: unknown) => {
          if (isImbedError(error) || !isServiceException(error)) throw error;
          throw storeErrorFromSdk(error, { store, method: requestOf(args).method, now: clock.now() });
        });
      return withRetry(attempt, { ...signalOf(context), ...(ports !== undefined && { ports }) });
    },
    { name: 'retryMiddleware', step: 'finalizeRequest', priority: 'high', override: true },
  );
}

/** An error document under status 200 is the one failure that the SDK finds before we do. */
function isServiceException(error: unknown): error is object {
  return typeof error === 'object' && error !== null && '$metadata' in error;
}

/** The signal that was given to `client.send`. */
function signalOf(context: object): { readonly signal?: AbortSignal } {
  const { abortSignal } =
    (context as { __smithy_context?: { abortSignal?: AbortSignal } }).__smithy_context ?? {};
  return abortSignal === undefined ? {} : { signal: abortSignal };
}

/** `x-id=PutObject` and the like, which the SDK adds for AWS's access logs. */
function stripXId(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      delete requestOf(args).query?.['x-id'];
      return next(args);
    },
    { name: 'stripXId', step: 'build' },
  );
}

/**
 * Many stores refuse DeleteObjects and the like without `Content-MD5`, where the SDK now sends a CRC
 * (https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/MD5_FALLBACK.md). OSS's own signature
 * leaves bodies out, so there it guards every body.
 */
function contentMd5(client: S3Client, { store, digests }: StoreInit): void {
  const commands = new Set(store.contentMd5Commands.map((name) => `${name}Command`));
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const request = requestOf(args);
        const body: unknown = request.body;
        const hasBody = body !== undefined && body !== '';
        if (!hasBody || (store.dialect !== 'oss' && !commands.has(commandName))) return next(args);
        const bytes = body instanceof Uint8Array ? body : utf8(String(body));
        const kept = Object.entries(request.headers).filter(([name]) => !isChecksum(name));
        const md5 = toBase64(await digests.md5(bytes));
        request.headers = { ...Object.fromEntries(kept), 'content-md5': md5 };
        return next(args);
      },
    { name: 'contentMd5', step: 'build', priority: 'low' },
  );
}

function isChecksum(header: string): boolean {
  return /^x-amz-(sdk-)?checksum-/i.test(header);
}

/** From the step after serialising, what the SDK passes on is an HTTP request. */
function requestOf(args: object): HttpRequest {
  return (args as { readonly request: HttpRequest }).request;
}

/** Any command of the SDK. */
export interface SdkCommand {
  readonly middlewareStack: object;
}

interface HeaderStack {
  add(
    middleware: (next: Handler) => Handler,
    options: { readonly name: string; readonly step: 'build' },
  ): void;
}

type Handler = (args: object) => unknown;

/**
 * Adds headers to one command before it is signed. Both wires take them from `object-headers.ts`: the SDK has
 * no parameter for some of them, and would send what HTTP cannot carry.
 */
export function withHeaders<Command extends SdkCommand>(
  command: Command,
  headers: Readonly<Record<string, string>>,
): Command {
  const stack = command.middlewareStack as HeaderStack;
  const addThem = (next: Handler) => (args: object) => {
    Object.assign(requestOf(args).headers, headers);
    return next(args);
  };
  stack.add(addThem, { name: 'withHeaders', step: 'build' });
  return command;
}
