import type { AppendFilePort } from '../ports.ts';

export interface MemoryAppendFile extends AppendFilePort {
  /** The whole text; may be set, e.g. to what a crash left behind. */
  content: string;
}

export function createMemoryAppendFile(content = ''): MemoryAppendFile {
  const file: MemoryAppendFile = {
    content,
    linesWith: async (text) =>
      file.content
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.includes(text)),
    follow() {
      let [end, tail] = [0, ''];
      return {
        async next() {
          const { content } = file;
          // As on disk: the whole text is not compared each time.
          const restarted = content.slice(end - tail.length, end) !== tail;
          const from = restarted ? 0 : end;
          end = content.lastIndexOf('\n') + 1;
          tail = content.slice(Math.max(0, end - 256), end);
          return { lines: content.slice(from, end).split('\n').slice(0, -1), restarted };
        },
      };
    },
    append: async (line) => {
      const torn = file.content !== '' && !file.content.endsWith('\n');
      file.content += `${torn ? '\n' : ''}${line}\n`;
    },
  };
  return file;
}
