import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cancelled, ImbedError } from '@imbed/core';
import { isProcessDead, makeFolder, withLock } from '@imbed/core/node';

/** One server for each state folder. */
export interface Instances {
  /**
   * Runs `start` unless a server is there; one that is about to stop is waited for, since the two would share what
   * waits to be stored. Rejects with `serve/running`, with its address as `host`, `local/write-failed` or `cancelled`.
   */
  claim<T extends { readonly url: string }>(
    id: string,
    start: () => Promise<T>,
    wait?: ClaimWait,
  ): Promise<T>;
  /** The one that claimed it as `id` is over. */
  release(id: string): void;
  /** The server that is there; `undefined` where none answers, whatever a killed one left behind. */
  running(): Promise<Instance | undefined>;
}

export interface ClaimWait {
  readonly signal?: AbortSignal;
  /** Called once, when it turns out that another one has to stop first. */
  readonly onWait?: (other: Instance) => void;
}

export interface Instance {
  readonly id: string;
  readonly url: string;
  /** Of its process. */
  readonly pid: number;
}

const ANSWER_MS = 3000;

const LOOK_AGAIN_MS = 200;

/** @param answerMs how long one may take to say that it is there */
export function createInstances(folder: string, answerMs: number = ANSWER_MS): Instances {
  const path = join(folder, 'instance.json');

  async function look(): Promise<{ readonly instance: Instance; readonly isStopping: boolean } | undefined> {
    const instance = read(path);
    if (instance === undefined) return undefined;
    const told = await heartbeatAt(instance.url, answerMs);
    // Whoever takes the call and says nothing has too much to do, unless its process is gone.
    if (told === 'silent') return isProcessDead(instance.pid) ? undefined : { instance, isStopping: false };
    if (told?.['instance'] !== instance.id) return undefined;
    return { instance, isStopping: told['stopping'] === true };
  }

  /** `undefined` while another one stops. */
  function tryToClaim<T extends { readonly url: string }>(
    id: string,
    start: () => Promise<T>,
    wait: (other: Instance) => void,
  ): Promise<T | undefined> {
    return withLock(join(folder, 'instance.lock'), async () => {
      const other = await look();
      if (other?.isStopping) return wait(other.instance) as undefined;
      if (other !== undefined) throw new ImbedError('serve/running', { host: other.instance.url });
      const started = await start();
      const instance: Instance = { id, url: started.url, pid: process.pid };
      writeFileSync(path, JSON.stringify(instance), { mode: 0o600 });
      return started;
    });
  }

  return {
    async running() {
      const found = await look();
      return found?.isStopping ? undefined : found?.instance;
    },
    async claim(id, start, { signal, onWait } = {}) {
      prepare(folder);
      let hasWaited = false;
      for (;;) {
        const started = await tryToClaim(id, start, (other) => {
          if (!hasWaited) onWait?.(other);
          hasWaited = true;
        });
        if (started !== undefined) return started;
        await pause(LOOK_AGAIN_MS, undefined, signal && { signal }).catch(() => {
          throw cancelled('not-sent');
        });
      }
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
    const { id, url, pid } = JSON.parse(readFileSync(path, 'utf8'));
    const isInstance = typeof id === 'string' && typeof url === 'string' && typeof pid === 'number';
    return isInstance ? { id, url, pid } : undefined;
  } catch {
    return undefined;
  }
}

type Told = Readonly<Record<string, unknown>>;

/**
 * What a server says of itself, PicGo's as well as this one; `undefined` where nobody says that, `silent` where
 * somebody takes the call and says nothing at all.
 */
export function heartbeatAt(url: string, answerMs: number = ANSWER_MS): Promise<Told | 'silent' | undefined> {
  return new Promise((resolve) => {
    const sent = request(
      `${url}/heartbeat`,
      { method: 'POST', timeout: answerMs, agent: false },
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
    sent.on('timeout', () => {
      resolve('silent');
      sent.destroy();
    });
    sent.on('error', () => resolve(undefined));
    sent.end();
  });
}

function aliveIn(text: string): Told | undefined {
  try {
    const answer = JSON.parse(text);
    return answer?.result === 'alive' ? answer : undefined;
  } catch {
    return undefined;
  }
}
