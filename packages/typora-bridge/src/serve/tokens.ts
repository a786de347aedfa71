import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Takes as long for a wrong text as for the right one, whatever the two have in common. */
export function isSameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Whether a request brings `token`, in any of the places where clients of PicGo and PicList put it, or as the password
 * that a browser asked for.
 */
export function bringsToken({ headers }: IncomingMessage, query: URLSearchParams, token: string): boolean {
  const given = [
    ...authorizations(headers.authorization ?? ''),
    headers['x-picgo-secret'],
    query.get('key'),
    query.get('secret'),
  ];
  return given.some((text) => typeof text === 'string' && isSameText(text, token));
}

function authorizations(header: string): readonly string[] {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return [value];
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return [password];
}
