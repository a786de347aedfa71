import { createInterface } from 'node:readline';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/**
 * Asks `question`. `undefined` when the answer is yes, else the code to end with; where nobody can be asked, says so and
 * takes it for no.
 */
export async function unlessAgreed(question: string, io: Io): Promise<ExitCode | undefined> {
  const [input, output] = [io.keyboard(), io.terminal?.()];
  if (input === undefined || output === undefined) {
    io.warn('imbed: nothing was done: add --yes to go on without being asked\n');
    return exitCodes.failed;
  }
  const lines = createInterface({ input, output });
  try {
    return await new Promise((resolve) => {
      const stop = () => {
        output.write('\n');
        resolve(exitCodes.interrupted);
      };
      lines.once('SIGINT', stop);
      io.signal.addEventListener('abort', stop, { once: true });
      // Ctrl-D.
      lines.once('close', () => resolve(exitCodes.failed));
      lines.question(`${question} [y/N] `, (answer) =>
        resolve(/^y(es)?$/i.test(answer.trim()) ? undefined : exitCodes.failed),
      );
    });
  } finally {
    lines.close();
  }
}
