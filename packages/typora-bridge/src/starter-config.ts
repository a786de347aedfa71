import { nearest, type ProviderPreset, providers } from '@imbed/core';
import { UsageError } from './args.ts';

/** The store that most who write Markdown in China have. */
const usualProvider = 'aliyun-oss';

/** The preset of `--provider`. Throws `UsageError` when there is none of this name. */
export function presetNamed(id: string = usualProvider): ProviderPreset {
  const preset = Object.values(providers).find((candidate) => candidate.id === id);
  if (preset !== undefined) return preset;
  const ids = Object.keys(providers);
  const meant = nearest(id, ids);
  const hint = meant === undefined ? `choose one of: ${ids.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`no provider "${id}"; ${hint}`);
}

/**
 * A configuration to fill in. Plain JSON, since comments would cost each upload the loading of a parser for them. What
 * nobody can guess is empty, which `imbed config validate` names until it is filled in.
 */
export function starterConfig({ id, fields, defaultRegion }: ProviderPreset): string {
  const asked = fields.filter(({ key, required }) => required || key === 'region');
  const settings = asked.map(({ key }) => [key, key === 'region' ? defaultRegion : '']);
  const profile = { provider: id, ...Object.fromEntries(settings), credentials: { source: 'env' } };
  return `${JSON.stringify({ version: 1, profiles: { default: profile } }, undefined, 2)}\n`;
}

/** What remains to be done with it, for people. */
export function nextSteps({ fields, docsUrl, credentialVariables }: ProviderPreset): string {
  const empty = fields.filter(({ key, required }) => required && key !== 'region');
  const [keys] = credentialVariables;
  return [
    `Fill in ${empty.map(({ key, example }) => `${key} (e.g. ${example})`).join(', ')}: ${docsUrl}`,
    `Set the environment variables ${keys?.accessKeyId} and ${keys?.secretAccessKey}, or change "credentials".`,
    'Then check it: imbed config validate',
    '',
  ].join('\n');
}
