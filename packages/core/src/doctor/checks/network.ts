import { type ErrorFacts, isImbedError, toImbedError } from '../../errors.ts';
import { tlsTrouble } from '../../http/tls-trouble.ts';
import { providers } from '../../providers/index.ts';
import type { Bench } from '../bench.ts';
import { type Check, type Finding, fail, pass, skipped, warn } from '../check.ts';
import type { PeerCertificate } from '../network-probe.ts';

/** How long before the end of a certificate there is time to renew it without haste. */
const RENEWAL_SECONDS = 14 * 24 * 3600;

export const dnsCheck: Check = async ({ host: { network }, connection, target }) => {
  if (connection.proxy !== '') return skipped('doctor/behind-proxy', { host: connection.proxy });
  if (network === undefined) return skipped('doctor/not-available-here');
  const addresses = await network.resolve(target.hostname);
  return pass({ host: target.hostname, detail: [...new Set(addresses)].join(', ') });
};

export const tlsCheck: Check = async (bench) => {
  const { host, connection, target, profile, options } = bench;
  if (connection.proxy !== '') return skipped('doctor/behind-proxy', { host: connection.proxy });
  if (host.network === undefined) return skipped('doctor/not-available-here');
  const timeoutMs = profile.timeoutSeconds * 1000;
  const certificate = await host.network.connect(target, { ...options, timeoutMs });
  return certificate === undefined ? plain(bench) : judge(certificate, bench);
};

/** Nobody listens on the way to this machine itself. */
function plain({ target }: Bench): Finding {
  return isLoopback(target.hostname)
    ? pass({ host: target.host })
    : warn('doctor/plain-http', { host: target.host });
}

export function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(hostname);
}

function judge({ issuer, validTo, problem }: PeerCertificate, bench: Bench): Finding {
  const { target, profile, host } = bench;
  const seconds = Math.round((validTo.getTime() - host.clock.now().getTime()) / 1000);
  const facts = { host: target.host, detail: issuer };
  const named = { ...facts, ...(problem !== undefined && { serviceCode: problem }) };
  if (!profile.tlsVerify) return warn('doctor/tls-not-verified', named);
  if (problem !== undefined) {
    const foreign = tlsTrouble(named) === 'unknown-issuer' && isProviders(bench);
    return fail(foreign ? 'doctor/tls-intercepted' : 'network/tls', named);
  }
  return seconds < RENEWAL_SECONDS ? warn('doctor/certificate-ends', { ...facts, seconds }) : pass(facts);
}

/** A host whose certificate every computer trusts, unless somebody on the way shows another. */
function isProviders({ store, target }: Bench): boolean {
  const { ownDomains } = providers[store.provider];
  return ownDomains.some((domain) => target.hostname.endsWith(`.${domain}`));
}

export const proxyCheck: Check = async ({ connection, stranger, target }) => {
  if (connection.proxy === '') return pass();
  const answer = await stranger().catch(toImbedError);
  // What else may be wrong is told by the check of the answer.
  const refused = isImbedError(answer) && answer.code === 'network/proxy';
  return refused ? throughProxy(answer.facts, target.host) : pass({ host: connection.proxy });
};

/** A certificate that comes through a tunnel and is not trusted is, most often, the proxy's own. */
function throughProxy(facts: ErrorFacts, host: string): Finding {
  const trouble = tlsTrouble(facts);
  if (trouble === 'other' || trouble === 'not-tls') return fail('network/proxy', facts);
  return fail(trouble === 'unknown-issuer' ? 'doctor/tls-intercepted' : 'network/tls', { ...facts, host });
}
