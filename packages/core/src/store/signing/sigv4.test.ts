import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeDigests as syncDigests } from '../../node/digests.ts';
import { encodeKey, encodeRfc3986 } from '../../percent-encoding.ts';
import type { DigestsPort } from '../../ports.ts';
import { anyObjectKey } from '../../testing/arbitraries.ts';
import { createSigV4Signer } from './sigv4.ts';

const asyncDigests: DigestsPort = {
  sha256: async (data) => syncDigests.sha256(data),
  md5: async (data) => syncDigests.md5(data),
  hmacSha256: async (key, data) => syncDigests.hmacSha256(key, data),
};
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const clock = { now: () => new Date('2013-05-24T00:00:00Z') };
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function signer(digests: DigestsPort, sessionToken?: string) {
  const granted = sessionToken === undefined ? credentials : { ...credentials, sessionToken };
  return createSigV4Signer({ credentials: async () => granted, digests, clock }, 'us-east-1');
}

describe('createSigV4Signer', () => {
  // The worked examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
  it.each([
    ['/test.txt', { range: 'bytes=0-9' }, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'],
    ['/?lifecycle', {}, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', {}, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('signs GET %s as the documentation of S3 does', async (path, extra, signature) => {
    for (const digests of [syncDigests, asyncDigests]) {
      const url = `https://examplebucket.s3.amazonaws.com${path}`;
      const headers = await signer(digests)({ method: 'GET', url, headers: extra });
      expect(headers['authorization']).toMatch(new RegExp(`Signature=${signature}$`));
      expect(headers['x-amz-content-sha256']).toBe(emptyHash);
      expect(headers['x-amz-date']).toBe('20130524T000000Z');
    }
  });

  const put = {
    method: 'PUT',
    url: 'http://127.0.0.1:9000/pics/a%20b.png',
    headers: { 'content-type': 'image/png' },
    body: new TextEncoder().encode('bytes'),
  };

  it('hashes the payload, or takes the hash that the caller has', async () => {
    const hash = createHash('sha256').update('bytes').digest('hex');
    const computed = await signer(syncDigests)(put);
    expect(computed['x-amz-content-sha256']).toBe(hash);
    const given = await signer(syncDigests)({ ...put, sha256: hash });
    expect(given).toEqual(computed);
    const other = await signer(syncDigests)({ ...put, sha256: emptyHash });
    expect(other['authorization']).not.toBe(computed['authorization']);
  });

  it('leaves host to the transport but signs it, port included', async () => {
    const headers = await signer(syncDigests)(put);
    expect(Object.keys(headers).sort()).toEqual([
      'authorization',
      'content-type',
      'x-amz-content-sha256',
      'x-amz-date',
    ]);
    expect(headers['authorization']).toContain(
      'SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date',
    );
    const elsewhere = await signer(syncDigests)({ ...put, url: put.url.replace(':9000', '') });
    expect(elsewhere['authorization']).not.toBe(headers['authorization']);
  });

  it('sends and signs the session token of temporary credentials', async () => {
    const headers = await signer(syncDigests, 'token/+=')(put);
    expect(headers['x-amz-security-token']).toBe('token/+=');
    expect(headers['authorization']).toContain(';x-amz-security-token,');
  });

  it('does not encode the path a second time', async () => {
    const canonical = [
      'PUT',
      '/pics/a%20b.png',
      '',
      'content-type:image/png',
      'host:127.0.0.1:9000',
      `x-amz-content-sha256:${createHash('sha256').update('bytes').digest('hex')}`,
      'x-amz-date:20130524T000000Z',
      '',
      'content-type;host;x-amz-content-sha256;x-amz-date',
      createHash('sha256').update('bytes').digest('hex'),
    ].join('\n');
    const scope = '20130524/us-east-1/s3/aws4_request';
    const text = ['AWS4-HMAC-SHA256', '20130524T000000Z', scope, sha256Hex(canonical)].join('\n');
    const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data).digest();
    const signingKey = scope
      .split('/')
      .reduce<Uint8Array>(hmac, Buffer.from(`AWS4${credentials.secretAccessKey}`));
    const signature = Buffer.from(hmac(signingKey, text)).toString('hex');
    expect((await signer(syncDigests)(put))['authorization']).toMatch(new RegExp(`Signature=${signature}$`));
  });
});

describe("AWS's own signer", () => {
  // AWS's signer copies the query into a plain object, where a parameter of this name is lost.
  const anyName = fc.string({ minLength: 1, unit: 'binary' }).filter((name) => name !== '__proto__');
  const anyQuery = fc.dictionary(anyName, fc.string({ unit: 'binary' }), {
    maxKeys: 4,
    noNullPrototype: true,
  });
  const anyHeaders = fc.dictionary(
    fc.constantFrom(
      'content-type',
      'cache-control',
      'content-disposition',
      'range',
      'x-amz-acl',
      'if-none-match',
    ),
    fc.stringMatching(/^[!-~]( {0,3}[!-~]){0,20}$/),
    { noNullPrototype: true },
  );

  it('gives every request the same headers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE'),
          key: anyObjectKey(),
          query: anyQuery,
          headers: anyHeaders,
          body: fc.uint8Array({ maxLength: 64 }),
          token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,40}$/), { nil: undefined }),
        }),
        async ({ method, key, query, headers, body, token }) => {
          const path = `/pics/${encodeKey(key)}`;
          const ours = await signer(
            syncDigests,
            token,
          )({
            method,
            url: `http://127.0.0.1:9000${path}${written(query)}`,
            headers,
            body,
          });
          expect(ours).toEqual(await signedByAws({ method, path, query, headers, body, token }));
        },
      ),
      { numRuns: 1000 },
    );
  });

  function written(query: Readonly<Record<string, string>>): string {
    const parts = Object.entries(query).map(
      ([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`,
    );
    return parts.length === 0 ? '' : `?${parts.join('&')}`;
  }

  async function signedByAws(request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly token: string | undefined;
  }): Promise<Readonly<Record<string, string>>> {
    const { method, path, query, headers, body, token } = request;
    const aws = new SignatureV4({
      service: 's3',
      region: 'us-east-1',
      credentials: { ...credentials, ...(token !== undefined && { sessionToken: token }) },
      sha256: Sha256,
      uriEscapePath: false,
    });
    const hash = createHash('sha256').update(body).digest('hex');
    const signed = await aws.sign(
      {
        ...{ method, path, query, protocol: 'http:', hostname: '127.0.0.1' },
        headers: { ...headers, host: '127.0.0.1:9000', 'x-amz-content-sha256': hash },
      },
      { signingDate: clock.now() },
    );
    const { host: _, ...sent } = signed.headers;
    return sent;
  }
});

/** Node's hashes in the shape that AWS's packages take. */
class Sha256 {
  readonly #secret: string | Uint8Array | undefined;
  #hash: { update(data: string | Uint8Array): unknown; digest(): Uint8Array };

  constructor(secret?: unknown) {
    this.#secret = secret as string | Uint8Array | undefined;
    this.#hash = this.#fresh();
  }

  #fresh() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }

  update(data: unknown): void {
    this.#hash.update(data as string | Uint8Array);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#fresh();
  }
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
