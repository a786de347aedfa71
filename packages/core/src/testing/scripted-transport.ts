import type { HttpRequest, HttpResponse, HttpTransport, SendOptions } from '../http/transport.ts';

/** An answer, or an error to reject with; parts left out are empty. */
export type ScriptedReply =
  | {
      readonly status: number;
      readonly headers?: HttpResponse['headers'];
      readonly body?: string | Uint8Array;
    }
  | Error;

export interface ScriptedTransport extends HttpTransport {
  /** What was sent so far, in order. */
  readonly requests: readonly HttpRequest[];
  /** Options of the same sends. */
  readonly options: readonly SendOptions[];
}

/** Replies from a list, one a request, or as `script` decides; asking for more than the list holds fails. */
export function createScriptedTransport(
  script: readonly ScriptedReply[] | ((request: HttpRequest, index: number) => ScriptedReply),
): ScriptedTransport {
  const requests: HttpRequest[] = [];
  const seen: SendOptions[] = [];
  return {
    name: 'scripted',
    capabilities: { uploadProgress: true, abort: 'native' },
    requests,
    options: seen,
    async send(request, options = {}) {
      const index = requests.push(request) - 1;
      seen.push(options);
      const reply = typeof script === 'function' ? script(request, index) : script[index];
      if (reply === undefined) throw new Error(`no reply in the script for ${request.method} ${request.url}`);
      if (reply instanceof Error) throw reply;
      const size = request.body?.byteLength ?? 0;
      if (size > 0) options.onSent?.(size, size);
      return responseOf(reply);
    },
  };
}

function responseOf({ status, headers = {}, body = '' }: Exclude<ScriptedReply, Error>): HttpResponse {
  return { status, headers, body: typeof body === 'string' ? new TextEncoder().encode(body) : body };
}
