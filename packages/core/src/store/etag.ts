/** As people compare it: without quotes and without the `W/` that a compressing proxy puts in front. */
export function unquoted(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}
