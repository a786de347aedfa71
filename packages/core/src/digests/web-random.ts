import type { RandomSource } from '../ports.ts';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Bytes from this on are thrown away: they would make the first letters of the alphabet likelier. */
const fairBytes = 256 - (256 % alphabet.length);

/** Web Crypto's random numbers, which every host has. */
export function createWebRandom(): RandomSource {
  return {
    string(length) {
      let text = '';
      while (text.length < length) {
        const bytes = crypto.getRandomValues(new Uint8Array(2 * length));
        for (const byte of bytes) if (byte < fairBytes) text += alphabet[byte % alphabet.length];
      }
      return text.slice(0, length);
    },
    uuid: () => crypto.randomUUID(),
  };
}
