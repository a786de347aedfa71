/**
 * As people compare it: without quotes and without the `W/` that a compressing proxy puts in front.
 * `undefined` for an empty one, which Ceph RGW gives after a multipart upload.
 */
export function unquoted(etag: string | undefined): string | undefined {
  const plain = etag?.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
  return plain === '' ? undefined : plain;
}
