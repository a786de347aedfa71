import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeDigests } from '../../node/digests.ts';
import type { DigestsPort } from '../../ports.ts';
import { createV4Signer, type V4Parts } from './v4-signature.ts';

function partsOf(secret: string, day: string, canonicalRequest: string): V4Parts {
  const scope = [day, 'us-east-1', 's3', 'aws4_request'];
  return { algorithm: 'AWS4-HMAC-SHA256', instant: `${day}T000000Z`, scope, secret, canonicalRequest };
}

describe('createV4Signer', () => {
  it('signs alike whatever it signed before: another day, other keys, at the same time', async () => {
    const anyParts = fc.tuple(
      fc.constantFrom('AWS4old', 'AWS4new'),
      fc.constantFrom('20261121', '20261122'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyParts, { maxLength: 6 }), async (requests) => {
        const parts = requests.map((request) => partsOf(...request));
        const fresh = await Promise.all(parts.map((part) => createV4Signer(nodeDigests)(part)));
        expect(await Promise.all(parts.map(createV4Signer(nodeDigests)))).toEqual(fresh);
      }),
    );
  });

  it('derives the key of a day once', async () => {
    let hmacs = 0;
    const digests: DigestsPort = {
      ...nodeDigests,
      hmacSha256(key, data) {
        hmacs++;
        return nodeDigests.hmacSha256(key, data);
      },
    };
    const sign = createV4Signer(digests);
    await Promise.all(['GET', 'PUT', 'HEAD'].map((request) => sign(partsOf('AWS4s', '20261122', request))));
    expect(hmacs).toBe(4 + 3);
  });
});
