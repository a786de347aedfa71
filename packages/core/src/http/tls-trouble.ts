import type { ErrorFacts } from '../errors.ts';

/** Ways in which a certificate is not trusted; each needs something else done. */
export type TlsTrouble = 'expired' | 'wrong-name' | 'unknown-issuer' | 'not-tls' | 'other';

/** From the names that Node, Bun and Chromium give: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
export function tlsTrouble({ serviceCode = '' }: ErrorFacts): TlsTrouble {
  if (/EXPIRED|DATE_INVALID|NOT_YET_VALID/.test(serviceCode)) return 'expired';
  if (/ALTNAME|HOSTNAME_MISMATCH|COMMON_NAME/.test(serviceCode)) return 'wrong-name';
  if (/SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY|AUTHORITY|UNKNOWN_CERT/.test(serviceCode)) return 'unknown-issuer';
  return /EPROTO|WRONG_VERSION|PROTOCOL|PACKET_LENGTH/.test(serviceCode) ? 'not-tls' : 'other';
}
