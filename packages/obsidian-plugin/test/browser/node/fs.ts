/** As much of `node:fs` as the host uses, in a page: each call asks the server of the page, and waits for it. */
function call(name: string, ...args: readonly unknown[]): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open('POST', `/fs/${name}`, false);
  // Bytes, one to a character.
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send(JSON.stringify(args));
  if (request.status !== 200)
    throw Object.assign(new Error(request.responseText), { code: request.responseText });
  return request;
}

const answer = (request: XMLHttpRequest) => JSON.parse(utf8(request.responseText));

function utf8(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0) & 255));
}

export interface Entry {
  readonly name: string;
  isDirectory(): boolean;
}

export const existsSync = (path: string): boolean => answer(call('exists', path));

export function readdirSync(path: string, _options: object): Entry[] {
  const entries: { readonly name: string; readonly isFolder: boolean }[] = answer(call('readdir', path));
  return entries.map(({ name, isFolder }) => ({ name, isDirectory: () => isFolder }));
}

export const statSync = (path: string) => answer(call('stat', path));

export function writeFileSync(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  call('write', path, btoa(binary));
}
