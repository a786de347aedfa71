import type { Agent, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Taken from the network at a time. Node itself takes 64 KiB, each time into fresh memory. */
const READ_BYTES = 256 * 1024;

/** Settles when the pieces that were handed out are no longer in use; `undefined` when none is. */
export type PiecesInUse = () => Promise<unknown> | undefined;

interface Reader {
  readonly incoming: IncomingMessage;
  readonly inUse: PiecesInUse;
}

const readers = new WeakMap<Duplex, Reader>();

/**
 * Has the connections of `agent` read into memory that is used again, as far as readers give it back with
 * {@link handBack}; whoever does not keeps what he gets, as ever. Otherwise each 64 KiB of a download are left to V8's
 * collector, which takes a third of its time.
 */
export function reuseReads(agent: Agent): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, onCreate) => {
    const free: Uint8Array[] = [];
    const onread = {
      buffer: () => free.pop() ?? Buffer.allocUnsafeSlow(READ_BYTES),
      callback(bytes: number, buffer: Uint8Array) {
        // Where `onread` is set, Node tells nobody who listens to the socket.
        if (!socket) return false;
        socket.emit('data', buffer.subarray(0, bytes));
        const reader = readers.get(socket);
        if (reader) reclaim(reader, () => void free.push(buffer));
        // The answer after this one may have another reader.
        if (reader?.incoming.complete) readers.delete(socket);
        return true;
      },
    };
    const socket = connect({ ...options, onread } as typeof options, onCreate);
    return socket;
  };
}

/** The reader of `incoming` keeps no piece longer than `inUse` says. To be said before its first piece is taken. */
export function handBack(incoming: IncomingMessage, inUse: PiecesInUse): void {
  readers.set(incoming.socket, { incoming, inUse });
}

function reclaim(reader: Reader, release: () => void, isLate = false): void {
  if (reader.incoming.readableLength > 0) {
    // Node holds views of it: for a reader who begins in this very turn, or for one who is paused, maybe for long.
    if (!isLate) process.nextTick(reclaim, reader, release, true);
    return;
  }
  const inUse = reader.inUse();
  if (inUse === undefined) release();
  else inUse.then(release, () => undefined);
}
