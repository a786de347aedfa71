import { md5 } from '@noble/hashes/legacy.js';
import type { DigestsPort } from '../ports.ts';

/** Web Crypto, which works off the main thread; MD5, which it lacks, comes from noble. */
export function createWebDigests(): DigestsPort {
  return {
    sha256: async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', plain(data))),
    hmacSha256,
    md5: async (data) => md5(data),
  };
}

async function hmacSha256(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  // Web Crypto refuses an empty key; HMAC pads keys with zeros, so that one zero byte is the same key.
  const material = key.length === 0 ? new Uint8Array(1) : plain(key);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', material, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, plain(data)));
}

/** No shared memory is ever hashed here, which the types cannot know. */
function plain(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return data as Uint8Array<ArrayBuffer>;
}
