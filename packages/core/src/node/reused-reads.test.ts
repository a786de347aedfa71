import { createHash } from 'node:crypto';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { startLoopback } from '../testing/loopback.ts';
import { usingServers } from '../testing/transport-test-tools.ts';
import { handBack, reuseReads } from './reused-reads.ts';
import { createStreamingTransport } from './streaming-transport.ts';

const MIB = 1024 * 1024;

/** Tells at each byte where it is. */
function numbered(bytes: number): Buffer {
  const words = Uint32Array.from({ length: Math.ceil(bytes / 4) }, (_, at) => at * 2_654_435_761);
  return Buffer.from(words.buffer, 0, bytes);
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('memory for what connections read', () => {
  const using = usingServers();

  const serve = (body: Uint8Array) =>
    using(
      startLoopback((_request, response) =>
        response.writeHead(200, { 'content-length': body.byteLength }).end(body),
      ),
    );

  it('is used again for a reader who gives it back', async () => {
    const server = await serve(numbered(32 * MIB));
    const agent = new Agent({ keepAlive: true });
    reuseReads(agent);
    const allocate = vi.spyOn(Buffer, 'allocUnsafeSlow');
    let pieces = 0;
    const incoming = await new Promise<IncomingMessage>((resolve) =>
      get(server.url, { agent }, (answer) => {
        handBack(answer, () => undefined);
        answer.on('data', () => (pieces += 1));
        answer.on('end', () => resolve(answer));
      }),
    );
    agent.destroy();
    const allocated = allocate.mock.calls.length;
    allocate.mockRestore();
    expect(incoming.complete).toBe(true);
    expect(pieces).toBeGreaterThan(20);
    expect(allocated).toBeLessThan(5);
  });

  it('is left to whoever keeps what he gets', async () => {
    const body = numbered(8 * MIB);
    const server = await serve(body);
    const transport = createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' });
    const request = { method: 'GET', url: server.url, headers: {} } as const;
    // The second answer comes over the connection of the first, whose reader gave everything back.
    await transport.stream(request, { receive: () => () => undefined });
    const { body: kept } = await transport.send(request);
    await transport.stream(request, { receive: () => () => undefined });
    expect(sha(kept)).toBe(sha(body));
  });

  it('is not touched while a reader is busy with a piece, however he takes turns', async () => {
    const body = numbered(3 * MIB);
    const server = await serve(body);
    const transport = createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' });
    const request = { method: 'GET', url: server.url, headers: {} } as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }), async (turns) => {
        const hash = createHash('sha256');
        let piece = 0;
        const sink = (bytes: Uint8Array): Promise<void> | undefined => {
          const waits = turns[piece++ % turns.length] ?? 0;
          const middle = bytes.byteLength >> 1;
          hash.update(bytes.subarray(0, middle));
          const rest = () => void hash.update(bytes.subarray(middle));
          if (waits === 0) {
            rest();
            return undefined;
          }
          return turnsOf(waits).then(rest);
        };
        await transport.stream(request, { receive: () => sink });
        expect(hash.digest('hex')).toBe(sha(body));
      }),
      { numRuns: 8 },
    );
  });
});

async function turnsOf(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}
