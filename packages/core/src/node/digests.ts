import type { KeyObject } from 'node:crypto';
import type { DigestsPort } from '../ports.ts';

/** One-shot hashing of `node:crypto`: no hash object, no stream, no thread. */
export const nodeDigests: DigestsPort = {
  sha256: (data) => bytesOf(crypto().hash('sha256', data, 'buffer')),
  md5: (data) => bytesOf(crypto().hash('md5', data, 'buffer')),
  hmacSha256: (key, data) => bytesOf(crypto().createHmac('sha256', keyOf(key)).update(data).digest()),
};

const keys = new WeakMap<Uint8Array, KeyObject>();

/** A key signs a whole day's requests, and making it Node's own takes three times what signing does. */
function keyOf(bytes: Uint8Array): KeyObject {
  const key = keys.get(bytes) ?? crypto().createSecretKey(bytes);
  keys.set(bytes, key);
  return key;
}

/** Not imported: an `import` reads every export, and some of them load Web Crypto. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

/** The same memory, without what `Buffer` adds: its `slice` shares where that of `Uint8Array` copies. */
function bytesOf({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
