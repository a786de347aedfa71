/**
 * As much of the `obsidian` module as the plugin's tests touch, written from its published types. `requestUrl`
 * is as strict as the real one: whole ArrayBuffers, upper-case methods, no header that Electron refuses.
 */
import { request as httpRequest } from 'node:http';
import type { RequestUrlParam } from 'obsidian';

const refusedHeaders = [
  'content-length',
  'host',
  'trailer',
  'te',
  'upgrade',
  'keep-alive',
  'transfer-encoding',
];

export function requestUrl({
  url,
  method = 'GET',
  headers = {},
  contentType,
  body,
  ...rest
}: RequestUrlParam) {
  return new Promise<{ status: number; headers: Record<string, string>; arrayBuffer: ArrayBuffer }>(
    (resolve, reject) => {
      if (method !== method.toUpperCase()) return reject(new Error(`method ${method}`));
      if (body !== undefined && typeof body !== 'string' && !(body instanceof ArrayBuffer))
        return reject(new TypeError('body must be a string or an ArrayBuffer'));
      if (Object.keys(headers).some((name) => refusedHeaders.includes(name.toLowerCase())))
        return reject(new Error('net::ERR_INVALID_ARGUMENT'));
      const sentHeaders = { ...headers };
      if (body !== undefined)
        sentHeaders['content-type'] =
          contentType ?? headers['content-type'] ?? 'application/x-www-form-urlencoded';
      const outgoing = httpRequest(url, { method, headers: sentHeaders }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => reject(new Error('net::ERR_CONNECTION_RESET')));
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (status >= 400 && rest.throw !== false)
            return reject(new Error(`Request failed, status ${status}`));
          const bytes = Buffer.concat(parts);
          const named = Object.entries(answer.headers).map(([name, value]) => [
            titleCase(name),
            String(value),
          ]);
          resolve({
            status,
            headers: Object.fromEntries(named),
            arrayBuffer: new Uint8Array(bytes).buffer,
          });
        });
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => reject(new Error(chromiumName(error.code))));
      outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : Buffer.from(body));
    },
  );
}

/** Header names keep the server's own case in Obsidian's answers. */
function titleCase(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function chromiumName(code: string | undefined): string {
  if (code === 'ECONNREFUSED') return 'net::ERR_CONNECTION_REFUSED';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'net::ERR_NAME_NOT_RESOLVED';
  return code === 'ECONNRESET' ? 'net::ERR_CONNECTION_RESET' : 'net::ERR_FAILED';
}

/** Messages on the screen, as long as they are shown. */
export const shownNotices: string[] = [];

export class Notice {
  readonly #message: string;

  constructor(message: string) {
    this.#message = message;
    shownNotices.push(message);
  }

  hide(): void {
    shownNotices.splice(shownNotices.indexOf(this.#message), 1);
  }
}

interface Command {
  readonly id: string;
  readonly name: string;
  callback(): void;
}

export class Plugin {
  readonly commands: Command[] = [];
  readonly tabs: PluginSettingTab[] = [];
  saved: unknown = null;
  readonly app: unknown;

  constructor(app: unknown) {
    this.app = app;
  }

  async loadData(): Promise<unknown> {
    return this.saved;
  }

  async saveData(data: unknown): Promise<void> {
    this.saved = structuredClone(data);
  }

  addCommand(command: Command): void {
    this.commands.push(command);
  }

  addSettingTab(tab: PluginSettingTab): void {
    this.tabs.push(tab);
  }
}

export class PluginSettingTab {
  readonly app: unknown;

  constructor(app: unknown) {
    this.app = app;
  }
}

/** Chooses the first item at once, as a person does with Enter. */
export abstract class FuzzySuggestModal<T> {
  readonly app: unknown;

  constructor(app: unknown) {
    this.app = app;
  }

  abstract getItems(): T[];
  abstract onChooseItem(item: T): void;

  setPlaceholder(): void {}

  open(): void {
    const [first] = this.getItems();
    if (first !== undefined) this.onChooseItem(first);
  }
}

export class SecretComponent {
  setValue(): this {
    return this;
  }

  onChange(): this {
    return this;
  }
}

export class MarkdownView {}

export function getLanguage(): string {
  return 'en';
}
