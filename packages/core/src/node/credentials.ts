import type { Clock } from '../ports.ts';
import { awsVariables } from '../providers/preset-data.ts';
import type { CredentialVariables } from '../providers/provider.ts';
import type { CredentialSource } from '../settings/profile.ts';
import type { Credentials, CredentialsProvider } from '../store/credentials.ts';
import { type Environment, leased, missingSecret } from './leased-credentials.ts';
import { systemClock } from './system.ts';

/**
 * Keys from where a profile says they are. Loads only what its source needs, and asks a source again only when
 * what it gave runs out; a failure is not remembered.
 *
 * @param variables the provider's customary names, tried in order before `AWS_*`
 */
export function nodeCredentials(
  source: CredentialSource,
  variables: readonly CredentialVariables[],
  env: Environment,
  clock: Clock = systemClock,
): CredentialsProvider {
  switch (source.source) {
    case 'env':
      return async () => fromEnvironment([...variables, awsVariables], env);
    case 'inline':
      return async () => complete(source);
    case 'process':
      return leased(clock, async () =>
        (await import('./credential-process.ts')).runCredentialProcess(source.command),
      );
    case 'aws-profile':
      return leased(clock, async () => {
        const { readAwsProfile } = await import('./aws-profile.ts');
        return readAwsProfile(source.profile || env['AWS_PROFILE'] || 'default', env, clock);
      });
  }
}

/** The first complete pair wins; its own session token goes with it, never another pair's. */
function fromEnvironment(variables: readonly CredentialVariables[], env: Environment): Credentials {
  for (const names of variables) {
    const accessKeyId = env[names.accessKeyId];
    const secretAccessKey = env[names.secretAccessKey];
    const sessionToken = names.sessionToken && env[names.sessionToken];
    if (accessKeyId && secretAccessKey) {
      return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    }
  }
  const pairs = new Map(variables.map((names) => [names.accessKeyId, names.secretAccessKey]));
  throw missingSecret('source', 'variables-needed', { pairs: [...pairs] });
}

function complete({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  if (accessKeyId === '') throw missingSecret('accessKeyId', 'is-empty');
  if (secretAccessKey === '') throw missingSecret('secretAccessKey', 'is-empty');
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
