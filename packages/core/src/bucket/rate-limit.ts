import type { BodySink, StreamedBody, StreamingTransport } from '../http/transport.ts';

export interface RateLimitPorts {
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** What was not moved for so long may be made up for: timers come late, by more than a small piece takes. */
const CATCH_UP_MS = 100;

/** The same transport, whose streamed bodies together move at most `bytesPerSecond`, in both directions. */
export function limitRate(
  transport: StreamingTransport,
  bytesPerSecond: number,
  ports: RateLimitPorts,
): StreamingTransport {
  // When all that was let through would have been through at this rate.
  let paidUntil = ports.now();
  const take = async (bytes: number): Promise<void> => {
    const now = ports.now();
    paidUntil = Math.max(paidUntil, now - CATCH_UP_MS) + (bytes / bytesPerSecond) * 1000;
    if (paidUntil > now) await ports.sleep(paidUntil - now);
  };
  return {
    ...transport,
    stream(request, { source, receive, ...options }) {
      return transport.stream(request, {
        ...options,
        ...(source && { source: limitedBody(source, take, Math.max(Math.floor(bytesPerSecond / 8), 1)) }),
        ...(receive && { receive: (head) => limitedSink(receive(head), take) }),
      });
    },
  };
}

type Take = (bytes: number) => Promise<void>;

/** In slices that are soon through: both ends give up a line on which nothing moves for long. */
function limitedBody(body: StreamedBody, take: Take, sliceBytes: number): StreamedBody {
  return {
    size: body.size,
    async *read() {
      for await (const piece of body.read()) {
        for (let at = 0; at < piece.byteLength; at += sliceBytes) {
          const slice = piece.subarray(at, at + sliceBytes);
          await take(slice.byteLength);
          yield slice;
        }
      }
    },
  };
}

function limitedSink(sink: BodySink | undefined, take: Take): BodySink | undefined {
  if (sink === undefined) return undefined;
  return async (piece) => {
    await take(piece.byteLength);
    await sink(piece);
  };
}
