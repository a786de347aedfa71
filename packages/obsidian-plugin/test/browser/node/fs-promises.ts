/** As much of `node:fs/promises` as the host uses, in a page. */
import { type Entry, readdirSync } from './fs.ts';

async function call(name: string, ...args: readonly unknown[]): Promise<Response> {
  const answer = await fetch(`/fs/${name}`, { method: 'POST', body: JSON.stringify(args) });
  if (answer.ok) return answer;
  const code = await answer.text();
  throw Object.assign(new Error(code), { code });
}

export async function stat(path: string) {
  const found: { readonly isFolder: boolean } = await (await call('stat', path)).json();
  return { ...found, isDirectory: () => found.isFolder };
}

export const readdir = async (path: string, options: object): Promise<Entry[]> => readdirSync(path, options);

export async function readFile(path: string, encoding?: 'utf8'): Promise<string | Uint8Array> {
  const answer = await call('read', path);
  return encoding === 'utf8' ? answer.text() : new Uint8Array(await answer.arrayBuffer());
}

export const appendFile = (path: string, text: string) => call('append', path, text);
export const rm = (path: string) => call('rm', path);
export const access = (path: string) => call('stat', path);
export const rename = (path: string, to: string) => call('rename', path, to);
export const mkdir = (path: string, _options: object) => call('mkdir', path);
