import { cancelled, ImbedError, type Profile, type ReadLimits } from '@imbed/core';

/**
 * As far as the other site lets pages of this one read its images; of what is too large no more is read than shows it.
 * Rejects with `source/download-failed` and its kin.
 */
export async function download(
  url: string,
  { maxBytes, signal }: ReadLimits,
  { timeoutSeconds }: Pick<Profile, 'timeoutSeconds'>,
): Promise<Uint8Array> {
  const name = url.replace(/[?#].*$/s, '');
  const stalled = new AbortController();
  const watch = watchdog(() => stalled.abort(), timeoutSeconds * 1000);
  try {
    const either = AbortSignal.any([stalled.signal, ...(signal ? [signal] : [])]);
    const answer = await fetch(url, { credentials: 'omit', signal: either });
    if (!answer.ok) throw new ImbedError('source/download-failed', { name, detail: `HTTP ${answer.status}` });
    return await bodyOf(answer, name, maxBytes, watch.fed);
  } catch (cause) {
    if (cause instanceof ImbedError) throw cause;
    if (signal?.aborted) throw cancelled('not-sent');
    const reason = cause instanceof Error ? cause.message : 'unknown';
    const detail = stalled.signal.aborted ? `no answer in ${timeoutSeconds} s` : reason;
    throw new ImbedError('source/download-failed', { name, detail }, { cause });
  } finally {
    watch.end();
  }
}

/** Bites when it was not fed for that long. */
function watchdog(bite: () => void, ms: number): { fed(): void; end(): void } {
  let timer = setTimeout(bite, ms);
  const end = () => clearTimeout(timer);
  return {
    end,
    fed() {
      end();
      timer = setTimeout(bite, ms);
    },
  };
}

/** The header is a mere promise, and not there for every answer. */
async function bodyOf(
  { headers, body }: Response,
  name: string,
  limitBytes: number,
  onProgress: () => void,
): Promise<Uint8Array> {
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
    onProgress();
    bytes += chunk.value.byteLength;
    if (bytes > limitBytes) await refuse(bytes);
    chunks.push(chunk.value);
  }
}
