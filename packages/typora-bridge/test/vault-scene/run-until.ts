import { fileURLToPath } from 'node:url';
import { type Bench, finished, start } from '../support.ts';

/** When a command is killed. */
export type Moment =
  /** Right before the nth step whose name begins like this; see `kill-at.cjs`. */
  | { readonly step: string; readonly nth: number }
  /** When the store gets the nth request. */
  | { readonly request: number }
  /** So many milliseconds after its start. */
  | { readonly ms: number };

export interface KilledRun {
  readonly stderr: string;
  /** `undefined` for a command that came to its end before. */
  readonly killedAt: string | undefined;
}

const killAt = fileURLToPath(new URL('kill-at.cjs', import.meta.url));

/** @param watch is given what is to be called with each request that the store gets */
export async function runUntil(
  bench: Bench,
  args: readonly string[],
  cwd: string,
  moment: Moment,
  watch: (onRequest: () => void) => void = () => {},
): Promise<KilledRun> {
  const env =
    'step' in moment ? { NODE_OPTIONS: `--require "${killAt}"`, IMBED_KILL_AT: JSON.stringify(moment) } : {};
  const child = start(bench, args, { cwd, env });
  let requests = 0;
  watch(() => {
    requests++;
    if ('request' in moment && requests === moment.request) child.kill('SIGKILL');
  });
  const timer = 'ms' in moment ? setTimeout(() => child.kill('SIGKILL'), moment.ms) : undefined;
  const { stderr } = await finished(child);
  clearTimeout(timer);
  if (child.signalCode !== 'SIGKILL') return { stderr, killedAt: undefined };
  return { stderr, killedAt: /^killed at (.*)$/m.exec(stderr)?.[1] ?? Object.keys(moment)[0] };
}
