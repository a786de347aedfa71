/**
 * A copy to show to people: keys and passwords are replaced, whatever they are nested in and however strange
 * the configuration is. Of an access key id the beginning stays, so that it can be told from others.
 */
export function maskSecrets(value: unknown): unknown {
  return masked('', false, value);
}

const MASK = '********';

/** Long enough to tell keys apart, short enough to say nothing. */
const SHOWN_CHARACTERS = 4;

/** What is inside of a secret is secret. */
function masked(key: string, inSecret: boolean, value: unknown): unknown {
  const secret = inSecret || /secret|token|password/i.test(key);
  if (Array.isArray(value)) return value.map((item) => masked(key, secret, item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, masked(name, secret, inner)]),
    );
  if (value === '' || value === null) return value;
  if (secret) return MASK;
  if (typeof value !== 'string') return value;
  return key === 'accessKeyId' ? `${value.slice(0, SHOWN_CHARACTERS)}${MASK}` : withoutPassword(value);
}

/** `http://user:password@host` is how proxies take their password. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^/\s]*@/g, `://${MASK}@`);
}
