import { type AppendFilePort, ImbedError } from '@imbed/core';
import { reading } from './file-errors.ts';
import type { FileTree } from './file-tree.ts';
import { createTurns } from './in-turn.ts';

/** As much of the end of what was seen as tells whether the file is still the same. */
const TAIL_LENGTH = 256;

/** A file to which the editor cannot append: it is written anew each time. Written by one window at a time. */
export function createEditorAppendFile(tree: FileTree, path: string): AppendFilePort {
  const inTurn = createTurns();

  async function textAt(): Promise<string> {
    const stat = await tree.stat(path);
    return stat === undefined ? '' : new TextDecoder().decode(await tree.read(path));
  }

  async function append(line: string): Promise<void> {
    const text = await textAt();
    const separator = text === '' || text.endsWith('\n') ? '' : '\n';
    await tree.write(path, new TextEncoder().encode(`${text}${separator}${line}\n`));
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
          const text = await reading(path, textAt);
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
