/** A folder of the bucket, with or without its slash; with a star behind it, all that begins with these letters. */
export function prefixFrom(written: string): string {
  if (written.endsWith('*')) return written.slice(0, -1);
  return written === '' || written.endsWith('/') ? written : `${written}/`;
}
