import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { networkError } from './network-error.ts';

const facts = { host: 'store.example' };

function named(code: string): Error {
  return Object.assign(new Error('text that nobody reads'), { code });
}

describe('a failed request is told by the name the system gave it', () => {
  it.each([
    ['ENOTFOUND', 'network/dns'],
    ['EAI_AGAIN', 'network/dns'],
    ['ECONNREFUSED', 'network/unreachable'],
    ['EHOSTUNREACH', 'network/unreachable'],
    ['ENETUNREACH', 'network/unreachable'],
    ['EACCES', 'network/unreachable'],
    ['ETIMEDOUT', 'network/timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'network/timeout'],
    ['ECONNRESET', 'network/interrupted'],
    ['EPIPE', 'network/interrupted'],
    ['UND_ERR_SOCKET', 'network/interrupted'],
    ['HPE_INVALID_EOF_STATE', 'network/interrupted'],
    ['HPE_INVALID_CONSTANT', 'network/intercepted'],
    ['EPROTO', 'network/tls'],
    ['CERT_HAS_EXPIRED', 'network/tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network/tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network/tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network/tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network/tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network/tls'],
  ] as const)('%s is %s', (name, code) => {
    expect(networkError(named(name), facts, 'internal')).toMatchObject({
      code,
      facts: { host: 'store.example', serviceCode: name },
    });
  });

  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'network/dns'],
    ['ERR_CONNECTION_REFUSED', 'network/unreachable'],
    ['ERR_INTERNET_DISCONNECTED', 'network/unreachable'],
    ['ERR_CONNECTION_RESET', 'network/interrupted'],
    ['ERR_EMPTY_RESPONSE', 'network/interrupted'],
    ['ERR_TIMED_OUT', 'network/timeout'],
    ['ERR_CONNECTION_TIMED_OUT', 'network/timeout'],
    ['ERR_CERT_AUTHORITY_INVALID', 'network/tls'],
    ['ERR_SSL_PROTOCOL_ERROR', 'network/tls'],
    ['ERR_PROXY_CONNECTION_FAILED', 'network/proxy'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'network/proxy'],
  ] as const)("Chromium's %s is %s", (name, code) => {
    const error = networkError(new Error(`net::${name}`), facts, 'internal');
    expect(error).toMatchObject({ code, facts: { serviceCode: name } });
  });
});

describe('the name is found wherever it hides', () => {
  it('in the cause of the cause', () => {
    const error = new TypeError('fetch failed', { cause: new Error('inner', { cause: named('ENOTFOUND') }) });
    expect(networkError(error, facts, 'internal').code).toBe('network/dns');
  });

  it('in the first of several attempts', () => {
    const error = new AggregateError([named('ENETUNREACH'), named('ECONNREFUSED')]);
    expect(networkError(error, facts, 'internal').facts.serviceCode).toBe('ENETUNREACH');
  });

  it('behind a name that says nothing', () => {
    const error = Object.assign(named('ERR_UNKNOWN_TO_US'), { cause: named('EPIPE') });
    expect(networkError(error, facts, 'internal').code).toBe('network/interrupted');
  });

  it('but a ring of causes does not hold us', () => {
    const error = new Error('ring');
    error.cause = error;
    expect(networkError(error, facts, 'network/unreachable').code).toBe('network/unreachable');
  });
});

it('keeps the original as cause', () => {
  const original = named('EPIPE');
  expect(networkError(original, facts, 'internal').cause).toBe(original);
});

it('falls back, and keeps the name for the report, when nobody knows it', () => {
  expect(networkError(named('ENOVEL'), facts, 'network/unreachable')).toMatchObject({
    code: 'network/unreachable',
    facts: { host: 'store.example', serviceCode: 'ENOVEL' },
  });
  expect(networkError(undefined, facts, 'network/unreachable').facts).toEqual(facts);
});

it('lets an error of ours pass, also from below', () => {
  const own = new ImbedError('network/proxy', { status: 407 });
  expect(networkError(own, facts, 'internal')).toBe(own);
  expect(networkError(new Error('wrapped', { cause: own }), facts, 'internal')).toBe(own);
});
