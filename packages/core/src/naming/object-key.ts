import { utf8 } from '../bytes.ts';
import { issue, ok, type ParseResult } from '../parse-result.ts';

declare const brand: unique symbol;

/** A checked object key: addresses one object inside the bucket and nothing else. */
export type ObjectKey = string & { readonly [brand]: 'ObjectKey' };

/**
 * AWS, MinIO and R2 allow 1,024 bytes, Alibaba OSS 1 to 1,023
 * (https://help.aliyun.com/zh/oss/user-guide/object-naming-conventions); the smaller holds everywhere.
 */
export const MAX_KEY_BYTES = 1023;

/**
 * The only way to make an {@link ObjectKey}. Unchecked, `''` addresses the bucket itself and `..` leaves it:
 * the SDK signs and sends both.
 */
export function parseObjectKey(text: string): ParseResult<ObjectKey> {
  if (text === '') return issue('key', 'empty');
  if (/\p{Surrogate}/u.test(text)) return issue('key', 'key-unicode');
  if (utf8(text).byteLength > MAX_KEY_BYTES) return issue('key', 'key-length', { max: MAX_KEY_BYTES });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f\\]/.test(text)) return issue('key', 'key-characters');
  if (text.split('/').some((segment) => segment === '' || segment === '.' || segment === '..'))
    return issue('key', 'key-segments');
  return ok(text as ObjectKey);
}
