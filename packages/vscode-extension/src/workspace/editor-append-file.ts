import { type AppendFilePort, ImbedError } from '@imbed/core';
import { reading } from './file-errors.ts';
import type { FileTree } from './file-tree.ts';
import { createTurns } from './in-turn.ts';

/** As much of the end of what was seen as tells whether the file is still the same. */
const TAIL_LENGTH = 256;

/** Of the lines of this window, so many are put back when another one, which writes at the same moment, wrote over them. */
const MAX_OWN_LINES = 100;

/** Of attempts to write between what another window writes. */
const MAX_ATTEMPTS = 20;

/** A file to which the editor cannot append: it is written anew each time, by all windows that have it. */
export function createEditorAppendFile(tree: FileTree, path: string): AppendFilePort {
  const inTurn = createTurns();
  let own: readonly string[] = [];

  async function textAt(): Promise<string> {
    const stat = await tree.stat(path);
    return stat === undefined ? '' : new TextDecoder().decode(await tree.read(path));
  }

  async function add(text: string, lines: readonly string[]): Promise<void> {
    const separator = text === '' || text.endsWith('\n') ? '' : '\n';
    await tree.write(path, new TextEncoder().encode(`${text}${separator}${lines.join('\n')}\n`));
  }

  function lostFrom(text: string): readonly string[] {
    const there = new Set(wholeLines(text));
    return own.filter((line) => !there.has(line));
  }

  /** The text with all own lines in it; not where the file was taken away, which is done on purpose. */
  async function mended(): Promise<string> {
    if ((await tree.stat(path)) === undefined) own = [];
    let text = await textAt();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const lost = lostFrom(text);
      if (lost.length === 0) break;
      await add(text, lost);
      text = await textAt();
    }
    return text;
  }

  async function append(line: string): Promise<void> {
    await add(await mended(), [line]);
    own = [...own, line].slice(-MAX_OWN_LINES);
    // It is written: who follows the file, or appends to it, looks again.
    await mended().catch(() => undefined);
  }

  return {
    async linesWith(text) {
      // A ledger that cannot be read costs an upload, no more.
      const found = await textAt().catch(() => '');
      return wholeLines(found).filter((line) => line.includes(text));
    },
    follow() {
      let [end, tail, seen] = [0, '', ''];
      return {
        async next() {
          const stat = await reading(path, () => tree.stat(path));
          const version = `${stat?.mtime} ${stat?.size}`;
          if (version === seen) return { lines: [], restarted: false };
          const text = await reading(path, () => inTurn(() => mended().catch(textAt)));
          seen = version;
          const restarted = text.slice(end - tail.length, end) !== tail;
          const from = restarted ? 0 : end;
          end = text.lastIndexOf('\n') + 1;
          tail = text.slice(Math.max(0, end - TAIL_LENGTH), end);
          return { lines: wholeLines(text.slice(from, end)), restarted };
        },
      };
    },
    append: (line) =>
      inTurn(() => append(line)).catch((cause: unknown) => {
        throw new ImbedError('local/write-failed', { name: path }, { cause });
      }),
  };
}

function wholeLines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}
