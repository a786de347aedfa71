import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { ImbedError } from '@imbed/core';
import { makeFolder, withLock } from '@imbed/core/node';

/** One server for each state folder. */
export interface Instances {
  /**
   * Runs `start` unless a server is there. Rejects with `serve/running`, with its address as `host`, or
   * `local/write-failed`.
   */
  claim<T extends { readonly url: string }>(id: string, start: () => Promise<T>): Promise<T>;
  /** The one that claimed it as `id` is over. */
  release(id: string): void;
  /** Where the server is; `undefined` where none answers, whatever a killed one left behind. */
  running(): Promise<string | undefined>;
}

interface Instance {
  readonly id: string;
  readonly url: string;
}

const ANSWER_MS = 3000;

export function createInstances(folder: string): Instances {
  const path = join(folder, 'instance.json');

  async function running(): Promise<string | undefined> {
    const known = read(path);
    if (known === undefined) return undefined;
    const answer = await heartbeatAt(known.url);
    return answer?.['instance'] === known.id ? known.url : undefined;
  }

  return {
    running,
    async claim(id, start) {
      prepare(folder);
      return withLock(join(folder, 'instance.lock'), async () => {
        const other = await running();
        if (other !== undefined) throw new ImbedError('serve/running', { host: other });
        const started = await start();
        const instance = { id, url: started.url, pid: process.pid };
        writeFileSync(path, JSON.stringify(instance), { mode: 0o600 });
        return started;
      });
    },
    release(id) {
      if (read(path)?.id === id) rmSync(path, { force: true });
    },
  };
}

function prepare(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new ImbedError('local/write-failed', { name: folder }, { cause });
  }
}

function read(path: string): Instance | undefined {
  try {
    const { id, url } = JSON.parse(readFileSync(path, 'utf8'));
    return typeof id === 'string' && typeof url === 'string' ? { id, url } : undefined;
  } catch {
    return undefined;
  }
}

/** What a server says of itself, PicGo's as well as this one; `undefined` where nobody says that. */
export function heartbeatAt(url: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  return new Promise((resolve) => {
    const sent = request(
      `${url}/heartbeat`,
      { method: 'POST', timeout: ANSWER_MS, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > 10_000) response.destroy();
        });
        response.on('error', () => resolve(undefined));
        response.on('close', () => resolve(aliveIn(text)));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end();
  });
}

function aliveIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const answer = JSON.parse(text);
    return answer?.result === 'alive' ? answer : undefined;
  } catch {
    return undefined;
  }
}
