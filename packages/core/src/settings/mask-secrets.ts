/**
 * A copy to show to people: keys and passwords are replaced, whatever they are nested in and however strange
 * the configuration is. Of an access key id the beginning stays, so that it can be told from others.
 */
export function maskSecrets(value: unknown): unknown {
  return masked('', value);
}

const MASK = '********';

/** Long enough to tell keys apart, short enough to say nothing. */
const SHOWN_CHARACTERS = 4;

function masked(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(key, item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(name, inner)]));
  if (typeof value !== 'string' || value === '') return value;
  if (/secret|token|password/i.test(key)) return MASK;
  if (key === 'accessKeyId') return `${value.slice(0, SHOWN_CHARACTERS)}${MASK}`;
  return withoutPassword(value);
}

/** `http://user:password@host` is how proxies take their password. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^/@\s]*@/g, `://${MASK}@`);
}
