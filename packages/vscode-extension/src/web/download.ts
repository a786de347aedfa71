import { cancelled, ImbedError, type ReadLimits } from '@imbed/core';

/**
 * As far as the other site lets pages of this one read its images; of what is too large no more is read than shows it.
 * Rejects with `source/download-failed` and its kin.
 */
export async function download(url: string, { maxBytes, signal }: ReadLimits): Promise<Uint8Array> {
  const name = url.replace(/[?#].*$/s, '');
  try {
    const answer = await fetch(url, { credentials: 'omit', ...(signal && { signal }) });
    if (!answer.ok) throw new ImbedError('source/download-failed', { name, detail: `HTTP ${answer.status}` });
    return await bodyOf(answer, name, maxBytes);
  } catch (cause) {
    if (cause instanceof ImbedError) throw cause;
    if (signal?.aborted) throw cancelled('not-sent');
    const detail = cause instanceof Error ? cause.message : 'unknown';
    throw new ImbedError('source/download-failed', { name, detail }, { cause });
  }
}

/** The header is a mere promise, and not there for every answer. */
async function bodyOf({ headers, body }: Response, name: string, limitBytes: number): Promise<Uint8Array> {
  const reader = body?.getReader();
  const refuse = async (bytes: number) => {
    await reader?.cancel().catch(() => undefined);
    throw new ImbedError('source/too-large', { name, bytes, limitBytes });
  };
  const promised = Number(headers.get('content-length'));
  if (promised > limitBytes) await refuse(promised);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    bytes += chunk.value.byteLength;
    if (bytes > limitBytes) await refuse(bytes);
    chunks.push(chunk.value);
  }
}
