import type { DigestsPort } from '../ports.ts';

/** One-shot hashing of `node:crypto`: no hash object, no stream, no thread. */
export const nodeDigests: DigestsPort = {
  sha256: (data) => bytesOf(crypto().hash('sha256', data, 'buffer')),
  md5: (data) => bytesOf(crypto().hash('md5', data, 'buffer')),
  hmacSha256: (key, data) => bytesOf(crypto().createHmac('sha256', key).update(data).digest()),
};

/** Not imported: an `import` reads every export, and some of them load Web Crypto. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

/** The same memory, without what `Buffer` adds: its `slice` shares where that of `Uint8Array` copies. */
function bytesOf({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
