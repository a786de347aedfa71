import { duration } from '../en-words.ts';
import type { DoctorPhrasesOnComputers } from './words.ts';

/** English words for what is found where names, certificates and proxies can be looked at. */
export const enComputers: DoctorPhrasesOnComputers = {
  'doctor/behind-proxy': ({ host }) => [
    `All requests go through the proxy${host ? ` ${host}` : ''}, which sees to this.`,
    '',
  ],
  'doctor/plain-http': ({ host = 'the store' }) => [
    `The connection to ${host} is not encrypted: whoever is on the way can read and change what is sent.`,
    'Give the store a certificate and write https:// in front of the endpoint, unless you trust the whole network.',
  ],
  'doctor/tls-not-verified': ({ host = 'the store' }) => [
    `tlsVerify is false, so anybody on the way can pose as ${host}.`,
    'If the certificate is trusted here, remove tlsVerify from the profile; if not, name its authority in NODE_EXTRA_CA_CERTS and then remove it.',
  ],
  'doctor/tls-intercepted': ({ host = 'the store', detail }) => [
    `Something on the way shows a certificate of its own in place of that of ${host}${detail ? `: it was issued by "${detail}"` : ''}.`,
    'A company proxy or a virus scanner does that. Name its authority in NODE_EXTRA_CA_CERTS if you trust it, switch off its HTTPS scanning, or use another network.',
  ],
  'doctor/certificate-ends': ({ host = 'the store', seconds = 0 }) => [
    seconds > 0
      ? `The certificate of ${host} ends in ${duration(seconds)}.`
      : `The certificate of ${host} has ended.`,
    'Renew it, or see that whatever renews it works.',
  ],
};
