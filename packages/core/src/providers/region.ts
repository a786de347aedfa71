import { nearest } from '../nearest.ts';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { PresetData } from './preset-data.ts';

/** The region to use: the one that was set, else the one in the endpoint's host, else the preset's default. */
export function chooseRegion(
  preset: PresetData,
  set: string,
  inHost: string | undefined,
): ParseResult<string> {
  const region = normalise(preset, set);
  if (inHost !== undefined && region !== '' && region !== inHost)
    return issue('endpoint', 'other-region', { inHost, region });
  return checkRegion(preset, region || inHost || preset.defaultRegion);
}

/** What goes into the signature for `region`. */
export function signingRegionOf(preset: PresetData, region: string): string {
  const { signingRegion } = preset;
  return typeof signingRegion === 'string' ? signingRegion : (signingRegion?.[region] ?? region);
}

function normalise(preset: PresetData, set: string): string {
  if (preset.endpoints === undefined) return set;
  const region = set.toLowerCase();
  const prefix = preset.regionPrefix ?? '';
  return region.startsWith(prefix) ? region.slice(prefix.length) : region;
}

function checkRegion(preset: PresetData, region: string): ParseResult<string> {
  if (preset.regions.includes(region)) return ok(region);
  const { name: store, regions: known } = preset;
  if (preset.regionsComplete === true)
    return issue('region', 'unknown-region', { store, known, meant: nearest(region, known) });
  // Ids of self-hosted stores are free text; all that matters is that signature and host can hold them.
  return /^[A-Za-z0-9_-]+$/.test(region) ? ok(region) : issue('region', 'region-characters');
}
