import { cancelled } from '../../errors.ts';
import type { UrlParts } from '../../http/url-parts.ts';
import { maxConnections } from '../line.ts';
import { type Connection, connect } from './connection.ts';

/** Connections that are used again, a bounded number at a time. */
export interface ConnectionPool {
  /** Waits for one that is free, or makes one. Rejects with `cancelled`. */
  take(target: UrlParts, signal: AbortSignal | undefined): Promise<Connection>;
  /** @param stays whether it can be used again */
  giveBack(connection: Connection, target: UrlParts, stays: boolean): void;
}

/** @param verify the certificates */
export function createConnectionPool(verify: boolean): ConnectionPool {
  const idle = new Map<string, Connection[]>();
  const waiting = new Set<() => void>();
  let busy = 0;
  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        waiting.delete(go);
        reject(cancelled('not-sent'));
      };
      const go = () => {
        waiting.delete(go);
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.add(go);
    });
  return {
    async take(target, signal) {
      if (signal?.aborted) throw cancelled('not-sent');
      // Whoever ends hands its turn on.
      if (busy < maxConnections) busy += 1;
      else await turn(signal);
      const kept = idle.get(originOf(target))?.filter(({ socket }) => !socket.destroyed) ?? [];
      const connection = kept.pop();
      idle.set(originOf(target), kept);
      return connection ?? connect(target, verify);
    },
    giveBack(connection, target, stays) {
      connection.rest();
      if (stays) idle.get(originOf(target))?.push(connection);
      else connection.socket.destroy();
      const [next] = waiting;
      if (next === undefined) busy -= 1;
      else next();
    },
  };
}

function originOf({ secure, host }: UrlParts): string {
  return `${secure} ${host}`;
}
