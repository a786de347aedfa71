import { type ErrorCode, type ErrorFacts, ImbedError, isImbedError } from '../errors.ts';

/** Longest chain of causes that is followed; undici nests three deep. */
const maxDepth = 8;

/**
 * What a failed request tells, as an error of ours. Understands the names that Node, Bun, undici and Chromium
 * (`net::ERR_…`, Electron and Obsidian) give; an error of ours comes back as it is.
 *
 * @param fallback the code when the failure has no name that is known, as in a browser's `fetch`
 */
export function networkError(error: unknown, facts: ErrorFacts, fallback: ErrorCode): ImbedError {
  const chain = [...causesOf(error)];
  const own = chain.find(isImbedError);
  if (own !== undefined) return own;
  const names = chain.map(nameOf).filter((name) => name !== undefined);
  for (const name of names) {
    const code = networkCode(name);
    if (code !== undefined) return new ImbedError(code, { ...facts, serviceCode: name }, { cause: error });
  }
  const [name] = names;
  const named = name === undefined ? facts : { ...facts, serviceCode: name };
  return new ImbedError(fallback, named, { cause: error });
}

/** The error, what caused it, and, of several tries at once (IPv6 and IPv4), the first. */
function* causesOf(error: unknown): Generator<unknown> {
  let current = error;
  for (let depth = 0; depth < maxDepth && typeof current === 'object' && current !== null; depth += 1) {
    yield current;
    current = current instanceof AggregateError ? current.errors[0] : 'cause' in current && current.cause;
  }
}

/** `ECONNREFUSED` and the like; Chromium hides its name in the message, undici's parser has no code. */
function nameOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const message = 'message' in error ? String(error.message) : '';
  const parser = 'name' in error && error.name === 'HTTPParserError' ? error.name : undefined;
  return /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1] ?? parser;
}

/**
 * Sources: https://nodejs.org/api/errors.html, https://nodejs.org/api/tls.html#x509-certificate-error-codes,
 * https://undici.nodejs.org/#/docs/api/Errors, Chromium's net/base/net_error_list.h.
 */
function networkCode(name: string): ErrorCode | undefined {
  if (/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|ERR_NAME_|ERR_DNS_)/.test(name)) return 'network/dns';
  if (/^ERR_(PROXY|TUNNEL|SOCKS|MANDATORY_PROXY|NO_SUPPORTED_PROXIES)/.test(name)) return 'network/proxy';
  if (/TIMEDOUT$|TIMED_OUT$|_TIMEOUT$/.test(name)) return 'network/timeout';
  if (/^(EPROTO|(ERR_)?(SSL|TLS|CERT|BAD_SSL)_|CRL_|INVALID_(CA|PURPOSE))/.test(name)) return 'network/tls';
  if (
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|PATH_LENGTH_|ERROR_IN_|UNKNOWN_CERT)/.test(name)
  ) {
    return 'network/tls';
  }
  if (/^(HPE_INVALID_EOF|UND_ERR_SOCKET|ECONNRESET|ECONNABORTED|EPIPE)/.test(name))
    return 'network/interrupted';
  if (/^ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|NETWORK_CHANGED)/.test(name)) {
    return 'network/interrupted';
  }
  if (/^ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|STREAM_PREMATURE)/.test(name))
    return 'network/interrupted';
  if (/^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|ERR_INVALID_HTTP_RESPONSE)/.test(name))
    return 'network/intercepted';
  if (/^(ECONNREFUSED|EHOST|ENET|EADDRNOTAVAIL|EACCES|EPERM)/.test(name)) return 'network/unreachable';
  if (/^ERR_(CONNECTION_|ADDRESS_|INTERNET_DISCONNECTED|NETWORK_ACCESS)/.test(name))
    return 'network/unreachable';
  return undefined;
}
