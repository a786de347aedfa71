import type { JournalFile } from '../bucket/journal.ts';

/** A journal that lasts as long as the test. */
export function createMemoryJournal(text?: string): JournalFile {
  let held = text;
  return {
    read: async () => held,
    async begin(line) {
      held = line;
    },
    async append(line) {
      held = `${held ?? ''}${line}`;
    },
    async remove() {
      held = undefined;
    },
  };
}
