import { ImbedError } from '../errors.ts';

/** Keys come URL-encoded from stores that heed the wish, so that XML can hold them; some write spaces as `+`. */
export function decoderOf(encodingType: string | undefined): (text: string) => string {
  if (encodingType !== 'url') return (text) => text;
  return (text) => decodeURIComponent(text.replaceAll('+', '%20'));
}

/**
 * Where a listing that was cut off goes on. One that stops short must not look complete: what is missing in it would
 * be taken for deleted. Nor may it go round in circles on a store that ignores where to go on.
 */
export function nextCursor(cursor: string | undefined, previous: string | undefined): string {
  if (cursor !== undefined && cursor !== '' && cursor !== previous) return cursor;
  throw new ImbedError('store/rejected', {
    detail: 'the list was cut off without saying where it continues',
  });
}
