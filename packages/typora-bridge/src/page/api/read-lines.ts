/**
 * The documents of an `application/x-ndjson` stream, each as soon as its line is over; the last one needs no line end.
 * @throws SyntaxError for a line that is no JSON, which is also what is left of one that was cut off
 */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line);
      if (done) return;
    }
  } finally {
    // Whoever stops reading gives up the request.
    await reader.cancel().catch(() => {});
  }
}
