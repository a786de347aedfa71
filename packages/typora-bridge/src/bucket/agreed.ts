import { createInterface } from 'node:readline';
import { ImbedError } from '@imbed/core';
import type { Io } from '../io.ts';

/**
 * Asks `question`, which yes answers; where nobody can be asked, says so and takes it for no. Rejects with `cancelled`
 * on Ctrl-C.
 */
export async function agreed(question: string, io: Io): Promise<boolean> {
  const [input, output] = [io.keyboard(), io.terminal?.()];
  if (input === undefined || output === undefined) {
    io.warn('imbed: nothing was done: add --yes to go on without being asked\n');
    return false;
  }
  const lines = createInterface({ input, output });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const stop = () => reject(new ImbedError('cancelled', { outcome: 'not-sent' }));
      lines.once('SIGINT', stop);
      io.signal.addEventListener('abort', stop, { once: true });
      // Ctrl-D.
      lines.once('close', () => resolve(''));
      lines.question(`${question} [y/N] `, resolve);
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
