import { describe, expect, it } from 'vitest';
import { waysBack } from './ways-back.ts';

describe('the way back that is offered first', () => {
  it.each([
    ['store/bad-signature', 'keys'],
    ['store/unknown-access-key', 'keys'],
    ['store/access-denied', 'keys'],
    ['config/missing-secret', 'keys'],
    ['network/dns', 'store'],
    ['network/unreachable', 'store'],
    ['network/tls', 'store'],
    ['store/wrong-region', 'store'],
    ['store/no-such-bucket', 'store'],
    ['store/public-endpoint-forbidden', 'store'],
    ['config/invalid', 'store'],
    ['store/clock-skew', 'again'],
    ['store/slow-down', 'again'],
    ['network/timeout', 'again'],
    ['network/proxy', 'again'],
  ] as const)('fits %s: %s', (code, first) => {
    expect(waysBack({ code })[0]).toBe(first);
  });

  it('leaves all others open, but does not offer to write what would be refused', () => {
    expect([...waysBack({ code: 'network/dns' })].sort()).toEqual(['again', 'keys', 'store', 'write']);
    expect(waysBack({ code: 'config/invalid' })).not.toContain('write');
  });
});
