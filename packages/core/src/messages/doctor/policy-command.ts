import { keyPrefix } from '../../naming/key-prefix.ts';
import type { ExtraRight } from '../../policies/operations.ts';
import type { Profile } from '../../settings/profile.ts';

/** How the reader has a policy printed that grants uploads and these rights beyond them. */
export type PolicyCommand = (extra: readonly ExtraRight[]) => string;

/**
 * The command that prints a policy for a profile which the command need not know, such as one in an editor's settings.
 *
 * @param program how it is started, e.g. `npx imbed`
 */
export function policyCommandFor(program: string, name: string, profile: Profile): PolicyCommand {
  const { provider, bucket, region = '', keyTemplate, acl } = profile;
  // A slash is the whole bucket, and an empty one would be that of the command's own profile.
  const prefix = keyPrefix(keyTemplate, name) || '/';
  return policyCommandWith(`${program} policy`, { provider, bucket, region, prefix, acl });
}

/** @param options of the command; empty ones are left out */
export function policyCommandWith(command: string, options: Readonly<Record<string, string>>): PolicyCommand {
  return (extra) => {
    const given = Object.entries({ ...options, with: extra.join(',') }).filter(([, value]) => value !== '');
    return [command, ...given.map(([option, value]) => `--${option} ${inShell(value)}`)].join(' ');
  };
}

/** As every shell takes it; nothing that a profile can hold here needs more. */
function inShell(value: string): string {
  return /^[\w.,:/@+-]+$/.test(value) ? value : JSON.stringify(value);
}
