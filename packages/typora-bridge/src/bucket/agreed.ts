import { createInterface } from 'node:readline/promises';
import type { Io } from '../io.ts';

/** Asks `question`, which yes answers; where nobody can be asked, says so and takes it for no. */
export async function agreed(question: string, io: Io): Promise<boolean> {
  const [input, output] = [io.keyboard(), io.terminal?.()];
  if (input === undefined || output === undefined) {
    io.warn('imbed: nothing was deleted: add --yes to delete without being asked\n');
    return false;
  }
  const questions = createInterface({ input, output });
  try {
    const answer = await questions.question(`${question} [y/N] `, { signal: io.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}
