import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { describeDigests } from '../testing/digests-contract.ts';
import { createWebDigests } from './web-digests.ts';

const webDigests = createWebDigests();

describeDigests('web digests', webDigests);

it('agree with those of Node on any bytes and any key', async () => {
  const data = fc.uint8Array({ maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(data, data, async (key, input) => {
      expect(await webDigests.sha256(input)).toEqual(nodeDigests.sha256(input));
      expect(await webDigests.md5(input)).toEqual(nodeDigests.md5(input));
      expect(await webDigests.hmacSha256(key, input)).toEqual(nodeDigests.hmacSha256(key, input));
    }),
  );
});
