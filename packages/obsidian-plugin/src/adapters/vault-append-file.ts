import { type AppendFilePort, folderOf, ImbedError, type WorkspacePath } from '@imbed/core';
import type { DataAdapter } from 'obsidian';
import { makeFolder } from './vault-folders.ts';

/** As much of the end of what was seen as tells whether the file is still the same. */
const TAIL_LENGTH = 256;

/** A file in a hidden folder of the vault, which Obsidian itself does not look at. Written by one app at a time. */
export function createVaultAppendFile(adapter: DataAdapter, path: WorkspacePath): AppendFilePort {
  let turn: Promise<unknown> = Promise.resolve();

  async function append(line: string): Promise<void> {
    const text = await textAt(adapter, path);
    if (text === undefined) {
      await makeFolder(adapter, folderOf(path));
      await adapter.write(path, `${line}\n`);
    } else await adapter.append(path, `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  }

  return {
    async linesWith(text) {
      // A ledger that cannot be read costs an upload, no more.
      const found = await textAt(adapter, path).catch(() => undefined);
      return wholeLines(found ?? '').filter((line) => line.includes(text));
    },
    follow() {
      let [end, tail] = [0, ''];
      return {
        async next() {
          const text = (await textAt(adapter, path)) ?? '';
          const restarted = text.slice(end - tail.length, end) !== tail;
          const from = restarted ? 0 : end;
          end = text.lastIndexOf('\n') + 1;
          tail = text.slice(Math.max(0, end - TAIL_LENGTH), end);
          return { lines: wholeLines(text.slice(from, end)), restarted };
        },
      };
    },
    append(line) {
      const mine = turn.then(() => append(line));
      turn = mine.catch(() => undefined);
      return mine.catch((cause: unknown) => {
        throw new ImbedError('local/write-failed', { name: path }, { cause });
      });
    },
  };
}

function wholeLines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

/** `undefined` where there is no such file. Rejects with `source/unreadable`. */
async function textAt(adapter: DataAdapter, path: WorkspacePath): Promise<string | undefined> {
  try {
    return (await adapter.exists(path)) ? await adapter.read(path) : undefined;
  } catch (cause) {
    throw new ImbedError('source/unreadable', { name: path }, { cause });
  }
}
