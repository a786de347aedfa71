import type { ImbedError, Logger } from '@imbed/core';
import { makeFolder } from '@imbed/core/node';
import { createStream } from 'rotating-file-stream';

/** One request, when it is over. */
export interface RequestLine {
  readonly method: string | undefined;
  /** Without the query, which may hold the token. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** A line for each request and each failure, with nothing in it that is secret. */
export interface ServeLog extends Logger {
  request(line: RequestLine): void;
  /**
   * Without what the file is called: names are nobody's business, and addresses hold secrets.
   * @param cause of a failure that is none of ours
   */
  failure(error: ImbedError, cause?: unknown): void;
  note(text: string): void;
  /** Resolves when all is on disk. */
  close(): Promise<void>;
}

const FILE = 'serve.log';

/** Four files of 1 MB: some weeks of a busy desk. */
const rotation = { size: '1M', rotate: 3, mode: 0o600 } as const;

/** @param folder the log's own; made if it is not there */
export function createServeLog(folder: string): ServeLog {
  makeFolder(folder);
  const stream = createStream((index) => (index ? `${FILE}.${index}` : FILE), { ...rotation, path: folder });
  // A disk that is full costs the log and nothing else.
  stream.on('error', () => {});
  const write = (text: string) => {
    stream.write(`${new Date().toISOString()} ${oneLine(text)}\n`);
  };
  return {
    debug: () => {},
    warn: (message, data) =>
      write(`warning: ${message}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`),
    request: ({ method, path, status, milliseconds }) =>
      write(`${method} ${path.slice(0, 100)} ${status} ${Math.round(milliseconds)} ms`),
    failure({ code, facts }, cause) {
      const { status, serviceCode, ec, requestId, host, detail } = facts;
      const told = JSON.stringify({ status, serviceCode, ec, requestId, host, detail });
      write(`failed: ${code} ${told}${cause instanceof Error ? ` ${cause.stack}` : ''}`);
    },
    note: write,
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
