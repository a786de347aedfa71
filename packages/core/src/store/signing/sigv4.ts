import { SignatureV4 } from '@smithy/signature-v4';
import { toHex } from '../../hex.ts';
import type { DigestsPort } from '../../ports.ts';
import { queryParts, splitUrl } from '../request-url.ts';
import { utf8 } from './encoding.ts';
import type { RequestSigner, SigningPorts } from './request-signer.ts';

type HashSource = string | ArrayBuffer | ArrayBufferView;

/** What AWS's packages take to hash with. */
export type Sha256Constructor = new (
  secret?: HashSource,
) => {
  update(chunk: HashSource): void;
  digest(): Promise<Uint8Array>;
  reset(): void;
};

/**
 * AWS Signature Version 4 in the `authorization` header, by AWS's own signer
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). S3 alone among AWS's
 * services wants the path as it is sent (no second encoding) and the payload's hash in a header.
 */
export function createSigV4Signer(
  { credentials, digests, clock }: SigningPorts,
  region: string,
): RequestSigner {
  const sha256 = sha256Constructor(digests);
  return async ({ method, url, headers, body, sha256: known }) => {
    const signer = new SignatureV4({
      service: 's3',
      region,
      credentials: await credentials(),
      sha256,
      uriEscapePath: false,
    });
    const { protocol, hostname } = new URL(url);
    const { host, path, query } = splitUrl(url);
    const bodyHash = known ?? toHex(await digests.sha256(body ?? new Uint8Array()));
    const signed = await signer.sign(
      {
        method,
        protocol,
        hostname,
        path,
        query: decodedQuery(query),
        headers: { ...headers, host, 'x-amz-content-sha256': bodyHash },
      },
      { signingDate: clock.now() },
    );
    const { host: _, ...sent } = signed.headers;
    return sent;
  };
}

/** The signer encodes the query itself, always with an equals sign. */
function decodedQuery(query: string): Record<string, string> {
  return Object.fromEntries(
    queryParts(query).map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]),
  );
}

/** AWS's hash interface over our {@link DigestsPort}: SHA-256, or HMAC-SHA-256 when made with a secret. */
export function sha256Constructor(digests: DigestsPort): Sha256Constructor {
  return class {
    readonly #secret: Uint8Array | undefined;
    #data = new Uint8Array();

    constructor(secret?: HashSource) {
      this.#secret = secret === undefined ? undefined : bytesOf(secret);
    }

    update(chunk: HashSource): void {
      const added = bytesOf(chunk);
      const data = new Uint8Array(this.#data.byteLength + added.byteLength);
      data.set(this.#data);
      data.set(added, this.#data.byteLength);
      this.#data = data;
    }

    async digest(): Promise<Uint8Array> {
      return this.#secret === undefined
        ? digests.sha256(this.#data)
        : digests.hmacSha256(this.#secret, this.#data);
    }

    reset(): void {
      this.#data = new Uint8Array();
    }
  };
}

function bytesOf(source: HashSource): Uint8Array {
  if (typeof source === 'string') return utf8(source);
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
