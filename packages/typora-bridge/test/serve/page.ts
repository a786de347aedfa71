import { json, startServer, type TestRequest, type TestServerOptions } from './in-process.ts';

/** A server, and what its page asks of it. */
export async function openPage(options: TestServerOptions = {}) {
  const server = await startServer(options);
  const ask = (path: string, request: TestRequest = {}) => {
    const own = { 'x-imbed-page': server.pageToken, origin: server.url, 'sec-fetch-site': 'same-origin' };
    return server.send(path, { ...request, headers: { ...own, ...request.headers } });
  };
  const post = (path: string, body?: unknown) =>
    ask(path, { method: 'POST', headers: json, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const upload = (bytes: Uint8Array, name = 'a.png', more = '') =>
    ask(`/api/uploads?name=${encodeURIComponent(name)}${more}`, {
      ...{ method: 'POST', headers: { 'content-type': 'image/png' }, body: bytes },
    });
  return { server, ask, post, upload };
}
