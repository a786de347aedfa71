import { describe, expect, it } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { composedEtag } from './composed-etag.ts';

describe('the ETag of parts', () => {
  it('is the MD5 of their MD5s and their number, as AWS gives it', async () => {
    // `printf a | md5sum`, `printf b | md5sum`; both digests through xxd -r -p | md5sum
    const etags = ['0cc175b9c0f1b6a831c399e269772661', '92EB5FFEE6AE2FEC3AD71C777531578F'];
    expect(await composedEtag(etags, nodeDigests)).toBe('96e024ba2074fe77e8e965ba43a704be-2');
  });

  it('is unknown when the parts have none that are MD5s', async () => {
    expect(await composedEtag(['0cc175b9c0f1b6a831c399e269772661', 'x'], nodeDigests)).toBeUndefined();
  });
});
