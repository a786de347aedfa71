import { defaultProfile, type HttpResponse, ImbedError, type ReadLimits } from '@imbed/core';
import { createNodeTransport } from '@imbed/core/node';

const MAX_REDIRECTS = 5;

/** Rejects with `source/download-failed`, and as the transport does. */
export async function download(url: string, limits: ReadLimits): Promise<Uint8Array> {
  let target = new URL(url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const { status, headers, body } = await ask(target, limits);
    if (status === 200) return body;
    const location = status >= 300 && status < 400 ? headers['location'] : undefined;
    if (location === undefined) throw failed(target, `HTTP ${status}`);
    target = new URL(location, target);
  }
  throw failed(target, `more than ${MAX_REDIRECTS} redirects`);
}

/** Looks like the browser that shows the page: hot-link protection asks for the Referer of the own site. */
function ask(target: URL, { maxBytes, signal }: ReadLimits): Promise<HttpResponse> {
  const { timeoutSeconds, tlsVerify, proxy } = defaultProfile;
  const transport = createNodeTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
  const headers = { accept: 'image/*,*/*;q=0.5', referer: `${target.origin}/` };
  return transport.send(
    { method: 'GET', url: target.href, headers },
    { maxResponseBytes: maxBytes, ...(signal && { signal }) },
  );
}

function failed({ origin, pathname }: URL, detail: string): ImbedError {
  return new ImbedError('source/download-failed', { name: origin + pathname, detail });
}
