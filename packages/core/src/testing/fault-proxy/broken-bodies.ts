import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { resetConnection } from '../reset-connection.ts';

/** Passes on fewer than `bytes` of the body, then resets both sides: the store never has all of it. */
export function resetRequest(incoming: IncomingMessage, onward: ClientRequest, bytes: number): void {
  let left = bytes;
  const reset = () => {
    onward.destroy();
    resetConnection(incoming.socket);
  };
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.byteLength;
    if (left <= 0) reset();
    else onward.write(chunk);
  });
  incoming.on('end', reset);
}

/** Passes on the first `bytes` of the reply's body, then breaks off; a shorter body passes whole. */
export async function breakReply(
  reply: IncomingMessage,
  outgoing: ServerResponse,
  bytes: number,
  manner: 'reset-reply' | 'truncate-reply',
): Promise<void> {
  const { socket } = outgoing;
  outgoing.flushHeaders();
  let left = bytes;
  if (left > 0)
    for await (const chunk of reply) {
      outgoing.write(chunk.subarray(0, left));
      left -= chunk.byteLength;
      if (left <= 0) break;
    }
  if (left > 0 || socket === null) return void outgoing.end();
  reply.destroy();
  // Once this is written, so is all that went before.
  socket.write('', () => (manner === 'reset-reply' ? resetConnection(socket) : socket.destroy()));
}
