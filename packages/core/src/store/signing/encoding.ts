/** For digests: every byte is an argument of one call. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** `20260822T010203Z`, as both V4 signatures write an instant. */
export function basicIsoDate(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
