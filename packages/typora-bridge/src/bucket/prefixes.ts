import { UsageError } from '../args.ts';

/**
 * A folder of the bucket, with or without its slash; with a star behind it, all that begins with these letters. Throws a
 * `UsageError` for a lone slash, which begins no usual key.
 */
export function prefixFrom(written: string): string {
  if (written === '/')
    throw new UsageError(
      'keys begin with no slash: "imbed ls /" shows what there is, and "*" names all of it',
    );
  if (written.endsWith('*')) return written.slice(0, -1);
  return written === '' || written.endsWith('/') ? written : `${written}/`;
}
