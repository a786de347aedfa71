import { isWrittenObject } from './written-object.ts';

/**
 * A copy to show to people: keys and passwords are replaced, whatever they are nested in and however strange
 * the configuration is. Of an access key id the beginning stays, so that it can be told from others.
 */
export function maskSecrets(value: unknown): unknown {
  return isWrittenObject(value) ? mapped(value, topLevel) : masked('', false, value);
}

const MASK = '********';

/** Long enough to tell keys apart, short enough to say nothing. */
const SHOWN_CHARACTERS = 4;

/** A profile called `token` is no token: names of profiles say nothing about what is in them. */
function topLevel(key: string, value: unknown): unknown {
  if (key !== 'profiles' || !isWrittenObject(value)) return masked(key, false, value);
  return mapped(value, (name, profile) => masked(isWrittenObject(profile) ? '' : name, false, profile));
}

/** What is inside of a secret is secret; so is a command that prints keys, for they may be arguments of it. */
function masked(key: string, inSecret: boolean, value: unknown): unknown {
  const secret = inSecret || /secret|token|password|command/i.test(key);
  if (Array.isArray(value)) return value.map((item) => masked(key, secret, item));
  if (isWrittenObject(value)) return mapped(value, (name, inner) => masked(name, secret, inner));
  if (value === '' || value === null) return value;
  if (secret) return MASK;
  if (typeof value !== 'string') return value;
  if (key === 'accessKeyId') return `${value.slice(0, SHOWN_CHARACTERS)}${MASK}`;
  return /proxy/i.test(key) ? withoutUser(value) : withoutPassword(value);
}

function mapped(value: object, change: (key: string, inner: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(key, inner)]));
}

/** A proxy takes its password as `http://user:password@host`; one that was not encoded may hold anything. */
function withoutUser(proxy: string): string {
  return proxy.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, (_, scheme = '') => `${scheme}${MASK}@`);
}

/** Anywhere else, with or without scheme; a key template has braces and may well have an `@`. */
function withoutPassword(text: string): string {
  return text.replace(/:\/\/[^/\s]*@/g, `://${MASK}@`).replace(/^[^/\s{}:@]+:[^/\s{}]*@/, `${MASK}@`);
}
