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
      let seen = '';
      return {
        async next() {
          const restarted = !file.content.startsWith(seen);
          const from = restarted ? 0 : seen.length;
          seen = file.content.slice(0, file.content.lastIndexOf('\n') + 1);
          return { lines: seen.slice(from).split('\n').slice(0, -1), restarted };
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
