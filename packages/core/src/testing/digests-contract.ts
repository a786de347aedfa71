import { describe, expect, it } from 'vitest';
import type { DigestsPort } from '../ports.ts';

const text = (content: string) => new TextEncoder().encode(content);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (content: string) => new Uint8Array(Buffer.from(content, 'hex'));

/** What every {@link DigestsPort} owes core, by the test vectors of the standards. */
export function describeDigests(name: string, digests: DigestsPort): void {
  describe(`${name}: SHA-256 as in FIPS 180-2`, () => {
    it.each([
      ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
      [
        'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
        '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      ],
      ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
    ])('%.60s', async (input, expected) => {
      expect(hex(await digests.sha256(text(input)))).toBe(expected);
    });
  });

  describe(`${name}: MD5 as in RFC 1321`, () => {
    it.each([
      ['', 'd41d8cd98f00b204e9800998ecf8427e'],
      ['a', '0cc175b9c0f1b6a831c399e269772661'],
      ['abc', '900150983cd24fb0d6963f7d28e17f72'],
      ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
      ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
      ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
    ])('%s', async (input, expected) => {
      expect(hex(await digests.md5(text(input)))).toBe(expected);
    });
  });

  describe(`${name}: HMAC-SHA-256 as in RFC 4231`, () => {
    it.each([
      [
        '0b'.repeat(20),
        hex(text('Hi There')),
        'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
      ],
      [
        hex(text('Jefe')),
        hex(text('what do ya want for nothing?')),
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ],
      ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
      [
        'aa'.repeat(131),
        hex(text('Test Using Larger Than Block-Size Key - Hash Key First')),
        '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
      ],
      ['', '', 'b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad'],
    ])('key %.12s…', async (key, data, expected) => {
      expect(hex(await digests.hmacSha256(bytes(key), bytes(data)))).toBe(expected);
    });
  });

  it(`${name}: hashes a part of a larger buffer as that part`, async () => {
    const part = text('..abc..').subarray(2, 5);
    expect(hex(await digests.sha256(part))).toBe(hex(await digests.sha256(text('abc'))));
    expect(hex(await digests.md5(part))).toBe('900150983cd24fb0d6963f7d28e17f72');
  });

  it(`${name}: gives plain bytes, so that cutting one digest never changes another`, async () => {
    const results = [await digests.sha256(text('a')), await digests.md5(text('a'))];
    expect(results.every((result) => Object.getPrototypeOf(result) === Uint8Array.prototype)).toBe(true);
  });
}
