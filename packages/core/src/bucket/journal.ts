/** A small text file that outlives the process; where and how is the host's business. */
export interface JournalFile {
  /** `undefined` when there is none. */
  read(): Promise<string | undefined>;
  /** In place of all that was there, and on the disk when it resolves. */
  begin(line: string): Promise<void>;
  append(line: string): Promise<void>;
  /** Resolves also when there was none. */
  remove(): Promise<void>;
}

/** The lines of a journal as JSON; it ends where a process died in the middle of a line. */
export function journalLines(text: string | undefined): readonly unknown[] {
  const lines: unknown[] = [];
  for (const line of text?.split('\n').slice(0, -1) ?? []) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      break;
    }
  }
  return lines;
}

export function journalLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
