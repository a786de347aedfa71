import { inEnglish } from '../../packages/core/src/problem-words.ts';
import { closedProviders } from '../../packages/core/src/providers/closed.ts';
import { providers } from '../../packages/core/src/providers/index.ts';
import { code, table } from './markdown.mjs';

/** @typedef {import('../../packages/core/src/providers/provider.ts').ProviderPreset} ProviderPreset */

/** A profile filled with the preset's own examples. @param {ProviderPreset} preset */
function exampleOf({ id, fields }) {
  const required = fields.filter((field) => field.required || field.key === 'bucket');
  return {
    provider: id,
    bucket: '',
    ...Object.fromEntries(required.map(({ key, example }) => [key, example])),
  };
}

/** @param {ProviderPreset} preset */
function requestsOf(preset) {
  const resolved = preset.resolve(exampleOf(preset));
  if (!resolved.ok) return resolved.issues.map((issue) => `${issue.field} ${inEnglish(issue)}`).join('; ');
  const { endpoint, addressing, bucket } = resolved.value;
  const { protocol, host } = new URL(endpoint);
  return code(
    addressing === 'virtual-hosted' ? `${protocol}//${bucket}.${host}` : `${protocol}//${host}/${bucket}`,
  );
}

/** @param {ProviderPreset} preset */
function sectionOf(preset) {
  const fields = preset.fields.map(({ key, required, example }) => [
    code(key),
    required ? 'yes' : 'no',
    example === '' ? '' : code(example),
  ]);
  const variables = preset.credentialVariables.map(({ accessKeyId, secretAccessKey, sessionToken }) =>
    [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])]
      .map(code)
      .join(', '),
  );
  const regions =
    preset.regions.length === 0 ? '' : `\nKnown regions: ${preset.regions.map(code).join(', ')}.\n`;
  return `## ${preset.name.en}${preset.name.zh === preset.name.en ? '' : ` · ${preset.name.zh}`}

Provider id ${code(preset.id)}${preset.defaultRegion === '' ? '' : `, default region ${code(preset.defaultRegion)}`}.
${preset.docsUrl === '' ? '' : `Its own documentation: <${preset.docsUrl}>.\n`}
${table(['Setting', 'Required', 'Example'], fields)}

With these examples requests go to ${requestsOf(preset)}.
Keys from the environment: ${variables.length === 0 ? 'none customary' : variables.join('; or ')}.
${regions}`;
}

/** @param {(typeof closedProviders)[keyof typeof closedProviders]} provider */
function closedRow({ id, name, closed, alternatives }) {
  return [code(id), `${name.en} (${name.zh})`, closed, alternatives.map(code).join(', ')];
}

export const providersPage = `# Stores

Every store that speaks S3 can be used: with its preset, or else with \`custom\`. A preset knows the endpoint, how the
bucket is addressed, what the signature needs and where the public link points. What presets say was read in the
stores' documentation; only Ceph RADOS Gateway is run by the tests.

${Object.values(providers).map(sectionOf).join('\n')}
## Closed

These stores are gone. Choosing one is answered with what stands here.

${table(['Provider id', 'Name', 'Closed', 'Instead'], Object.values(closedProviders).map(closedRow))}
`;
