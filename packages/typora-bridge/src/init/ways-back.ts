import type { ImbedError } from '@imbed/core';

/** What can be done when the bucket could not be looked at: enter something again, try once more, or go on. */
export type WayBack = 'keys' | 'store' | 'again' | 'write';

const aboutKeys =
  /^(config\/missing-secret|store\/(bad-signature|unknown-access-key|expired-token|access-denied))$/;
const aboutStore =
  /^(config\/|network\/(dns|unreachable|tls|intercepted)|store\/(no-such-bucket|wrong-region|public-endpoint-forbidden|path-style-forbidden|rejected|not-supported))/;

/** The one that fits the failure first. What the rules refuse cannot be written. */
export function waysBack({ code }: Pick<ImbedError, 'code'>): readonly WayBack[] {
  const fitting = aboutKeys.test(code) ? 'keys' : aboutStore.test(code) ? 'store' : 'again';
  const ways: readonly WayBack[] = [
    'keys',
    'store',
    'again',
    ...(code === 'config/invalid' ? [] : ['write' as const]),
  ];
  return [fitting, ...ways.filter((way) => way !== fitting)];
}
