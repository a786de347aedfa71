import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { inOssDialect } from './oss-dialect.ts';
import type { RetryPorts } from './retry.ts';
import { adaptMiddleware } from './sdk-middleware.ts';
import { createSdkRequestHandler } from './sdk-request-handler.ts';
import { createSignedSend, type SignedSend } from './signed-send.ts';
import type { StoreInit } from './store-init.ts';

/**
 * The AWS SDK reduced to what it does best: writing requests and reading answers. Address, signature,
 * retries, errors and sending are shared with the light wire, and nothing is read from environment variables
 * or `~/.aws`.
 */
export function createSdkClient(init: StoreInit, ports?: RetryPorts): S3Client {
  const client = new S3Client({
    ...notFromTheEnvironment(),
    ...addressOf(init.store),
    ...checksumsOf(init.store),
    ...leftUnsigned(),
    region: init.store.signingRegion,
    requestHandler: createSdkRequestHandler(sendInDialect(init)),
    // The SDK would ask for it above 2 MiB; not every store answers.
    expectContinueHeader: false,
  });
  adaptMiddleware(client, init, ports);
  return client;
}

/** Whatever the SDK would look up in `AWS_*` variables or `~/.aws/config` unless told. */
function notFromTheEnvironment() {
  return {
    defaultsMode: 'standard',
    maxAttempts: 1,
    retryMode: 'standard',
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableS3ExpressSessionAuth: true,
    userAgentAppId: '',
    authSchemePreference: [],
    sigv4aSigningRegionSet: [],
  } satisfies S3ClientConfig;
}

/**
 * Both wires take the bucket's address from one function. The SDK's own rules would put a dotted bucket name
 * into the path without a word, which stores that forbid path style refuse.
 */
function addressOf(store: ResolvedStore) {
  const url = new URL(bucketUrl(store));
  return { endpoint: url.href, endpointProvider: () => ({ url }) };
}

function checksumsOf({ checksums }: ResolvedStore) {
  const mode = checksums === 'when-supported' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
  return { requestChecksumCalculation: mode, responseChecksumValidation: mode } as const;
}

/** Signing is done where it is sent, so that each attempt has a new date and may have new credentials. */
function leftUnsigned() {
  const schemeId = 'imbed';
  return {
    httpAuthSchemeProvider: () => [{ schemeId }],
    httpAuthSchemes: [
      {
        schemeId,
        identityProvider: () => async () => ({}),
        signer: { sign: async <Request>(request: Request) => request },
      },
    ],
  };
}

function sendInDialect(init: StoreInit): SignedSend {
  const send = createSignedSend(init);
  return init.store.dialect === 'oss' ? (request, options) => send(inOssDialect(request), options) : send;
}
