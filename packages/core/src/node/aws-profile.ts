import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseKnownFiles } from '@smithy/shared-ini-file-loader';
import type { Clock } from '../ports.ts';
import { type Environment, type LeasedCredentials, missingSecret } from './leased-credentials.ts';

/** Other tools rotate the keys in these files; a long-lived editor should notice. */
const rereadAfterMs = 5 * 60 * 1000;

/**
 * Keys of a profile in AWS's shared files, or of the `credential_process` it names.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 *
 * Profiles that need AWS itself (single sign-on, roles) are left to AWS's own command line, which the error
 * names, ready to be used as a credential command.
 */
export async function readAwsProfile(
  name: string,
  env: Environment,
  clock: Clock,
): Promise<LeasedCredentials> {
  const folder = join(env['HOME'] || env['USERPROFILE'] || homedir(), '.aws');
  const profiles = await parseKnownFiles({
    filepath: env['AWS_SHARED_CREDENTIALS_FILE'] || join(folder, 'credentials'),
    configFilepath: env['AWS_CONFIG_FILE'] || join(folder, 'config'),
    ignoreCache: true,
  });
  const profile = profiles[name];
  if (profile === undefined) throw missingSecret('profile', 'no-aws-profile', { name });
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = profile;
  const { aws_session_token: sessionToken, credential_process: command } = profile;
  if (accessKeyId && secretAccessKey) {
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return { credentials, renewAt: new Date(clock.now().getTime() + rereadAfterMs) };
  }
  if (command) return (await import('./credential-process.ts')).runCredentialProcess(command);
  throw missingSecret('profile', needsAws(profile) ? 'aws-profile-role' : 'aws-profile-keyless', { name });
}

function needsAws(profile: object): boolean {
  return Object.keys(profile).some((field) =>
    /^(sso_|role_arn|source_profile|web_identity_|login_session)/.test(field),
  );
}
