import type { Socket } from 'node:net';

/** Ends the connection so that the other side sees a reset where the kernel can do one. */
export function resetConnection(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
