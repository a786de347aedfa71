import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeDigests as syncDigests } from '../../node/digests.ts';
import type { DigestsPort } from '../../ports.ts';
import { createSigV4Signer, sha256Constructor } from './sigv4.ts';

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

describe('sha256Constructor', () => {
  const Sha256 = sha256Constructor(asyncDigests);
  const abc = new TextEncoder().encode('abc');

  it('hashes all chunks since the last reset', async () => {
    const hash = new Sha256();
    hash.update(abc);
    hash.reset();
    hash.update(abc.subarray(0, 1));
    hash.update(abc.subarray(1));
    expect(hex(await hash.digest())).toBe(sha256Hex('abc'));
  });

  it.each([['text', 'secret'] as const, ['bytes', new TextEncoder().encode('secret')] as const])(
    'is keyed when made with a secret of %s',
    async (_, secret) => {
      const hash = new Sha256(secret);
      hash.update(abc);
      expect(hex(await hash.digest())).toBe(createHmac('sha256', 'secret').update('abc').digest('hex'));
    },
  );

  it('takes an ArrayBuffer, as the type of the AWS packages allows', async () => {
    const hash = new Sha256(abc.slice().buffer);
    hash.update(abc);
    expect(hex(await hash.digest())).toBe(createHmac('sha256', 'abc').update('abc').digest('hex'));
  });
});

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
