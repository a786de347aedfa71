import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serve } from './serve/started.ts';
import { type Bench, createBench, sha256, startStore, uniquePng } from './support.ts';

/** Pictures in the order in which they are sent, two a request. */
const COUNT = 200;
const AT_ONCE = 32;

/** Links by the hash of their pictures, as far as they were answered. */
async function send(url: string, pictures: readonly Buffer[], links: Map<string, string>): Promise<void> {
  const form = new FormData();
  for (const bytes of pictures) form.append('files', new File([new Uint8Array(bytes)], 'a.png'));
  const answer = await fetch(`${url}/upload`, { method: 'POST', body: form });
  const { result } = (await answer.json()) as { readonly result: readonly string[] };
  expect([answer.status, result.length]).toEqual([200, pictures.length]);
  for (const [index, bytes] of pictures.entries()) links.set(sha256(bytes), result[index] ?? '');
}

/** @param onAnswer is called after each request */
async function sendAll(
  url: string,
  pictures: readonly Buffer[],
  links: Map<string, string>,
  onAnswer: () => void = () => {},
): Promise<void> {
  const pairs = pictures.flatMap((_, index) => (index % 2 === 0 ? [pictures.slice(index, index + 2)] : []));
  const waiting = pairs.values();
  const work = async () => {
    for (const pair of waiting) {
      await send(url, pair, links);
      onAnswer();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Each link leads to its own picture, and the ledger has it. */
async function expectStored(bench: Bench, pictures: readonly Buffer[], links: ReadonlyMap<string, string>) {
  const ledger = readFileSync(join(bench.state, 'ledger.jsonl'), 'utf8');
  for (const bytes of pictures) {
    const link = links.get(sha256(bytes)) ?? '';
    expect(Buffer.from(await (await fetch(link)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(ledger).toContain(`"${link}"`);
  }
}

it('under load, and killed in the middle of it: what was answered is there, and the rest can be sent again', async () => {
  const bench = createBench((await startStore()).endpoint);
  const pictures = Array.from({ length: COUNT }, () => uniquePng(2000));
  const links = new Map<string, string>();
  const first = await serve(bench);
  const killWhenHalf = () => {
    if (links.size >= COUNT / 2) first.child.kill('SIGKILL');
  };
  await expect(sendAll(first.url, pictures, links, killWhenHalf)).rejects.toThrow('fetch failed');
  await first.ended;
  const answered = pictures.filter((bytes) => links.has(sha256(bytes)));
  expect(answered.length).toBeLessThan(COUNT);
  await expectStored(bench, answered, links);

  const second = await serve(bench);
  await sendAll(second.url, pictures, links);
  await expectStored(bench, pictures, links);
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
});
