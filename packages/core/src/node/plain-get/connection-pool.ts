import { cancelled } from '../../errors.ts';
import type { UrlParts } from '../../http/url-parts.ts';
import { maxConnections } from '../line.ts';
import { type Connection, connect } from './connection.ts';

/** Connections to one host that are used again, a bounded number at a time. */
export interface ConnectionPool {
  /** Waits for one that is free, or makes one. Rejects with `cancelled`. */
  take(signal: AbortSignal | undefined): Promise<Connection>;
  /** @param stays whether it can be used again */
  giveBack(connection: Connection, stays: boolean): void;
}

/** @param verify the certificates */
export function createConnectionPool(target: UrlParts, verify: boolean): ConnectionPool {
  const idle = new Set<Connection>();
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
  const open = () => {
    const connection = connect(target, verify);
    // Its memory is not kept for what will not come back.
    connection.socket.once('close', () => idle.delete(connection));
    return connection;
  };
  return {
    async take(signal) {
      if (signal?.aborted) throw cancelled('not-sent');
      // Whoever ends hands its turn on.
      if (busy < maxConnections) busy += 1;
      else await turn(signal);
      const connection = [...idle].findLast(({ socket }) => !socket.destroyed) ?? open();
      idle.delete(connection);
      return connection;
    },
    giveBack(connection, stays) {
      connection.rest();
      // It may have ended behind the answer, while that was taken.
      if (stays && !connection.socket.destroyed) idle.add(connection);
      else connection.socket.destroy();
      const [next] = waiting;
      if (next === undefined) busy -= 1;
      else next();
    },
  };
}
