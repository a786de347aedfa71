import { cancelled, ImbedError, type ReadLimits } from '@imbed/core';

/** As far as the other site lets pages of this one read its images. Rejects with `source/download-failed` and its kin. */
export async function download(url: string, { maxBytes, signal }: ReadLimits): Promise<Uint8Array> {
  const name = url.replace(/[?#].*$/s, '');
  try {
    const answer = await fetch(url, { credentials: 'omit', ...(signal && { signal }) });
    if (!answer.ok) throw new ImbedError('source/download-failed', { name, detail: `HTTP ${answer.status}` });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.byteLength <= maxBytes) return bytes;
    throw new ImbedError('source/too-large', { name, bytes: bytes.byteLength, limitBytes: maxBytes });
  } catch (cause) {
    if (cause instanceof ImbedError) throw cause;
    if (signal?.aborted) throw cancelled('not-sent');
    const detail = cause instanceof Error ? cause.message : 'unknown';
    throw new ImbedError('source/download-failed', { name, detail }, { cause });
  }
}
