import type { RandomSource } from '../ports.ts';
import { randomAlphabet } from './random-alphabet.ts';

/** Bytes from this on are thrown away: they would make the first letters of the alphabet likelier. */
const fairBytes = 256 - (256 % randomAlphabet.length);

/** Web Crypto's random numbers, which every host has. */
export function createWebRandom(): RandomSource {
  return {
    string(length) {
      let text = '';
      while (text.length < length) {
        const bytes = crypto.getRandomValues(new Uint8Array(2 * length));
        for (const byte of bytes) if (byte < fairBytes) text += randomAlphabet[byte % randomAlphabet.length];
      }
      return text.slice(0, length);
    },
    uuid: () => crypto.randomUUID(),
  };
}
