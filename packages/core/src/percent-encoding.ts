/**
 * RFC 3986: only unreserved characters stay as they are. `encodeURIComponent` leaves `!'()*`, which request
 * signatures want encoded (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html) and
 * which could end a Markdown link or an HTML attribute.
 */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A key as it stands in a path; slashes separate segments and stay. */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeRfc3986).join('/');
}

/** Undoes what can be undone: `100%.png` and a `%FF` that is no UTF-8 stay as they are. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
