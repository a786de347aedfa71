import {
  DEFAULT_KEY_TEMPLATE,
  type ExtraRight,
  keyPrefix,
  type NamedProfile,
  policyLanguages,
} from '@imbed/core';
import { openProviderOf } from './settings.ts';

/**
 * The command that prints the policy for a profile which is not written yet, and so has to say all of it.
 * `undefined` for stores whose policies are not known.
 */
export function policyCommand({ name, profile }: NamedProfile, extra?: ExtraRight): string | undefined {
  const { bucket, region, keyTemplate } = profile;
  const provider = openProviderOf(profile);
  if (provider === undefined || policyLanguages[provider] === undefined) return undefined;
  const prefix = keyPrefix(keyTemplate, name);
  return [
    `imbed policy --provider ${provider} --bucket ${bucket}`,
    ...(region === '' ? [] : [`--region ${region}`]),
    // What the command takes without being told.
    ...(prefix === keyPrefix(DEFAULT_KEY_TEMPLATE, '') ? [] : [`--prefix ${JSON.stringify(prefix)}`]),
    ...(extra === undefined ? [] : [`--with ${extra}`]),
  ].join(' ');
}
