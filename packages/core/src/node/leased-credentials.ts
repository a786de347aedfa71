import { ImbedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
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

/** @param field of `credentials` in the profile; @param problem never holds what a command or file gave */
export function missingSecret(field: string, problem: string): ImbedError {
  return new ImbedError('config/missing-secret', { issues: [{ field: `credentials.${field}`, problem }] });
}
