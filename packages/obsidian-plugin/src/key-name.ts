/** The last part of an object key, as people know the image. */
export function nameInKey(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
