import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { splitUrl } from '../../http/url-parts.ts';
import { startRawLoopback } from '../../testing/loopback.ts';
import { usingServers } from '../../testing/transport-test-tools.ts';
import { createConnectionPool } from './connection-pool.ts';

const using = usingServers();

it.each(['while it was idle', 'before it was given back'])(
  'the memory of a connection that ended %s is let go',
  async (when) => {
    const sockets: Socket[] = [];
    const server = await using(startRawLoopback((socket) => void sockets.push(socket)));
    const pool = createConnectionPool(splitUrl(server.url), true);
    const used = async () => {
      const connection = await pool.take(undefined);
      await once(connection.socket, 'connect');
      while (sockets.length === 0) await setImmediate();
      const closed = once(connection.socket, 'close');
      const end = () => {
        for (const socket of sockets) socket.destroy();
        return closed;
      };
      if (when === 'while it was idle') pool.giveBack(connection, true);
      await end();
      if (when !== 'while it was idle') pool.giveBack(connection, true);
      return new WeakRef(connection);
    };
    const ended = await used();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // What the system still has to do with it takes as many turns as it takes.
    for (let turn = 0; turn < 100 && ended.deref() !== undefined; turn++) {
      await setImmediate();
      collect();
    }
    expect(ended.deref()).toBeUndefined();
    expect(await pool.take(undefined)).toBeDefined();
  },
);
