import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { checkBody } from './body.ts';
import { rulesOf } from './options.ts';
import { alice, refusalOf, sdkClient, startStore } from './test-setup.ts';

const rules = rulesOf({ users: [alice] });

function check(
  text: string,
  headers: Readonly<Record<string, string>>,
  chunkedTrailer = rules.chunkedTrailer,
) {
  const request = { method: 'PUT', rawPath: '/notes/k', query: new URLSearchParams(), headers };
  return checkBody({ ...request, body: Buffer.from(text) }, { ...rules, chunkedTrailer });
}

const hello = {
  md5: 'XUFAKrxLKna5cZ2REBfFkg==',
  crc32: 'NhCmhg==',
  sha1: createHash('sha1').update('hello').digest('base64'),
  sha256: createHash('sha256').update('hello').digest('base64'),
};

describe('a body', () => {
  it('is taken when every digest that is claimed of it is right', () => {
    const headers = {
      'content-md5': hello.md5,
      'x-amz-checksum-crc32': hello.crc32,
      'x-amz-checksum-sha1': hello.sha1,
      'x-amz-checksum-sha256': hello.sha256,
      'x-amz-checksum-algorithm': 'CRC32',
      'x-amz-content-sha256': createHash('sha256').update('hello').digest('hex'),
    };
    expect(Buffer.from(check('hello', headers).body).toString()).toBe('hello');
  });

  it.each([
    ['content-md5', hello.md5, 'BadDigest'],
    ['content-md5', 'not base64 of 16 bytes', 'InvalidDigest'],
    ['x-amz-checksum-crc32', hello.crc32, 'BadDigest'],
    ['x-amz-checksum-sha256', hello.sha256, 'BadDigest'],
    ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA=', 'NotImplemented'],
    ['x-amz-content-sha256', '0'.repeat(64), 'XAmzContentSHA256Mismatch'],
    ['x-amz-content-sha256', 'nonsense', 'InvalidArgument'],
    ['x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'NotImplemented'],
  ])('other than its %s "%s" is refused: %s', (name, value, code) => {
    expect(() => check('HELLO', { [name]: value })).toThrow(expect.objectContaining({ code }));
  });
});

describe('a body in chunks with a trailer', () => {
  const framed = '3\r\nhel\r\n2\r\nlo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
  const headers = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '5',
    'content-encoding': 'aws-chunked,gzip',
  };

  it('is put together, and the framing leaves no trace', () => {
    const request = check(framed, headers);
    expect(Buffer.from(request.body).toString()).toBe('hello');
    expect(request.headers['content-encoding']).toBe('gzip');
  });

  it('is refused with a wrong trailer, a wrong length, or its end missing', () => {
    const refuse = (text: string, more: object, code: string) =>
      expect(() => check(text, { ...headers, ...more })).toThrow(expect.objectContaining({ code }));
    refuse(framed.replace('NhCmhg==', 'AAAAAA=='), {}, 'BadDigest');
    refuse(framed, { 'x-amz-decoded-content-length': '6' }, 'IncompleteBody');
    refuse('3\r\nhel\r\n', {}, 'IncompleteBody');
  });

  it('is refused as OSS refuses it where the store is like that', () => {
    const refusal = { code: 'InvalidArgument', status: 400, ec: '0017-00000804' };
    expect(() => check(framed, headers, 'refuse')).toThrow(expect.objectContaining(refusal));
  });

  it('from the SDK, which sends streams so, arrives whole and with its checksum', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'imbed-body-'));
    const file = join(folder, 'stream');
    const content = Buffer.alloc(204_800, 'stream');
    await writeFile(file, content);
    const mode = {
      requestChecksumCalculation: 'WHEN_SUPPORTED',
      responseChecksumValidation: 'WHEN_SUPPORTED',
    };
    for (const chunkedTrailer of ['decode', 'refuse'] as const) {
      const server = await startStore({ chunkedTrailer });
      const client = sdkClient(server, mode as object);
      const put = { Bucket: 'notes', Key: 'k', ContentLength: content.byteLength };
      const sent = client.send(new PutObjectCommand({ ...put, Body: createReadStream(file) }));
      if (chunkedTrailer === 'refuse') expect((await refusalOf(sent)).code).toBe('InvalidArgument');
      else {
        await sent;
        const { Body, ChecksumCRC32 } = await client.send(
          new GetObjectCommand({ Bucket: 'notes', Key: 'k', ChecksumMode: 'ENABLED' }),
        );
        expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)).toBe(true);
        expect(ChecksumCRC32).toMatch(/^.{6}==$/);
      }
      client.destroy();
      await server.close();
    }
    await rm(folder, { recursive: true });
  });
});
