import { ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import type { Clock } from '../ports.ts';
import type { ProblemCode, ProblemFacts } from '../problems.ts';
import type { Credentials, CredentialsProvider } from '../store/credentials.ts';

/** Variables of a process; `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Credentials and the moment from which they have to be asked for again; without one they hold for good. */
export interface LeasedCredentials {
  readonly credentials: Credentials;
  readonly renewAt?: Date;
}

/** Asks `load` again only when what it gave runs out. Who asks meanwhile shares the answer; failures are forgotten. */
export function leased(clock: Clock, load: () => Promise<LeasedCredentials>): CredentialsProvider {
  let held: LeasedCredentials | undefined;
  let pending: Promise<LeasedCredentials> | undefined;
  const renew = async () => {
    try {
      held = await load();
      return held;
    } finally {
      pending = undefined;
    }
  };
  return async () => {
    const current = held;
    const lasts = current !== undefined && (current.renewAt === undefined || current.renewAt > clock.now());
    if (lasts) return current.credentials;
    pending ??= renew();
    return (await pending).credentials;
  };
}

/** @param field of `credentials` in the profile; @param facts never hold what a command or file gave */
export function missingSecret<C extends ProblemCode>(
  field: string,
  code: C,
  ...facts: ProblemFacts<C>
): ImbedError {
  const issue = configIssue(`credentials.${field}`, code, ...facts);
  return new ImbedError('config/missing-secret', { issues: [issue] });
}
