import { describe, expect, it } from 'vitest';
import type { AppendFilePort } from '../ports.ts';

/** What every {@link AppendFilePort} owes the ledger. `create` makes one on a file with `content`, or on none. */
export function describeAppendFile(
  name: string,
  create: (content?: string) => Promise<AppendFilePort>,
): void {
  describe(name, () => {
    it('has no lines where there is no file', async () => {
      const file = await create();
      expect(await file.linesWith('')).toEqual([]);
    });

    it('gives back what was appended, oldest first', async () => {
      const file = await create();
      for (const line of ['one', 'two 图', 'three']) await file.append(line);
      expect(await file.linesWith('')).toEqual(['one', 'two 图', 'three']);
    });

    it('gives each line that contains the text once, wherever and however often it does', async () => {
      const file = await create('x at the start\nnone\nin x the x middle\n\nat the end x\nx\n');
      expect(await file.linesWith('x')).toEqual(['x at the start', 'in x the x middle', 'at the end x', 'x']);
      expect(await file.linesWith('absent')).toEqual([]);
    });

    it('finds lines of any length anywhere in a long file', async () => {
      const filler = (bytes: number) => '.'.repeat(bytes);
      const lines = [60_000, 200_000, 1, 262_143, 262_144, 1_000_000, 0, 5].map(
        (bytes, index) => `${filler(bytes)}x${index}x${filler(bytes / 2)}`,
      );
      const file = await create(`${lines.join('\n')}\n`);
      expect(await file.linesWith('x')).toEqual(lines);
      for (const [index, line] of lines.entries()) expect(await file.linesWith(`x${index}x`)).toEqual([line]);
    });

    it('leaves out a last line that is not finished', async () => {
      const file = await create('whole x\ntorn x');
      expect(await file.linesWith('x')).toEqual(['whole x']);
      expect(await (await create('torn x')).linesWith('x')).toEqual([]);
    });

    it('starts a new line after one that was torn', async () => {
      const file = await create('whole x\ntorn x');
      await file.append('next x');
      expect((await file.linesWith('x')).filter((line) => line !== 'torn x')).toEqual(['whole x', 'next x']);
    });

    it('sees what was appended since it last looked', async () => {
      const file = await create('one\n');
      const seen: number[] = [];
      for (let count = 0; count < 100; count += 1) {
        seen.push((await file.linesWith('')).length);
        await file.append(`line ${count} ${'.'.repeat(count)}`);
      }
      expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    });

    it('gives a follower every complete line once, as it comes', async () => {
      const file = await create('one\ntwo 图\ntorn');
      const follower = file.follow();
      expect(await follower.next()).toEqual({ lines: ['one', 'two 图'], restarted: false });
      expect(await follower.next()).toEqual({ lines: [], restarted: false });
      await file.append('three');
      await file.append('');
      expect(await follower.next()).toEqual({ lines: ['torn', 'three', ''], restarted: false });
      expect(await file.follow().next()).toMatchObject({ lines: ['one', 'two 图', 'torn', 'three', ''] });
    });

    it('gives a follower lines of any length', async () => {
      const lines = [1, 300_000, 0, 1_000_000, 7].map((length) => 'é'.repeat(length));
      const file = await create(`${lines.join('\n')}\n`);
      const follower = file.follow();
      expect((await follower.next()).lines).toEqual(lines);
      await file.append('图'.repeat(200_000));
      expect((await follower.next()).lines).toEqual(['图'.repeat(200_000)]);
    });

    it('gives a follower nothing where there is no file, and all of it when it is there', async () => {
      const file = await create();
      const follower = file.follow();
      expect(await follower.next()).toEqual({ lines: [], restarted: false });
      await file.append('one');
      expect(await follower.next()).toEqual({ lines: ['one'], restarted: false });
    });
  });
}
