import { partsOfHost } from './endpoint.ts';
import type { PresetData } from './preset-data.ts';
import type { PresetField, ProviderPreset } from './provider.ts';
import { resizedUrl } from './resized-url.ts';
import { resolvePreset } from './resolve-store.ts';

/** The preset that hosts and settings screens see, made of a store's plain data. */
export function definePreset(data: PresetData): ProviderPreset {
  const { id, name, docsUrl, defaultRegion, regions, credentialVariables, ownDomains = [] } = data;
  return {
    id,
    name,
    docsUrl,
    defaultRegion,
    regions,
    credentialVariables,
    ownDomains,
    get fields() {
      return fieldsOf(data);
    },
    partsOfHost: (host) => partsOfHost(data, host),
    resolve: (settings) => resolvePreset(data, settings),
    resizedUrl: (publicUrl, width) => resizedUrl(data.resize, publicUrl, width),
  };
}

/** A region is not asked for where there is only one. */
function fieldsOf({
  regions,
  regionsComplete,
  defaultRegion,
  endpoints,
  publicUrlNeeded,
  examples,
}: PresetData) {
  const fields: PresetField[] = [{ key: 'bucket', required: true, example: examples?.bucket ?? 'my-notes' }];
  if (regions.length > 1 || regionsComplete !== true)
    fields.push({ key: 'region', required: false, example: defaultRegion });
  const endpoint = examples?.endpoint ?? endpoints?.public.replace('{region}', defaultRegion) ?? '';
  fields.push({ key: 'endpoint', required: endpoints === undefined, example: endpoint });
  fields.push({
    key: 'publicBaseUrl',
    required: publicUrlNeeded !== undefined,
    example: 'https://img.example.com',
  });
  return fields;
}
