import { issue, ok, type ParseResult } from '../parse-result.ts';
import { type Address, formatAddress, parseAddress } from './address.ts';
import type { EndpointKind, Endpoints, HostMeaning, PresetData } from './preset-data.ts';
import type { Dialect } from './provider.ts';

/**
 * What the endpoint setting turned out to mean. `own`: a host of the provider that stays as it is written, or
 * of a self-hosted store; `foreign`: a host that is not the provider's.
 */
export type Place =
  | { readonly kind: EndpointKind; readonly written?: Address; readonly region?: string }
  | { readonly kind: 'own' | 'foreign'; readonly written: Address; readonly region?: string };

const kinds = ['accelerate', 'internal', 'public'] as const;

/**
 * An address that already holds the bucket, as first part of its host or as its path, is taken without it:
 * consoles show both forms, and left alone the bucket would be doubled.
 */
export function findPlace(preset: PresetData, endpoint: string, bucket: string): ParseResult<Place> {
  if (endpoint === '' || endpoint === 'internal' || endpoint === 'accelerate')
    return placeOfKind(preset, endpoint === '' ? 'public' : endpoint);
  const address = parseAddress('endpoint', endpoint);
  if (!address.ok) return address;
  const written = withoutBucketPath(address.value, bucket);
  if (preset.ownDomains === undefined) return ok({ kind: 'own', written });
  if (!isOwn(preset, written.host)) return ok({ kind: 'foreign', written });
  if (written.path !== '') return issue('endpoint', 'host-alone');
  return placeOfOwnHost(preset, written, bucket);
}

/** The address to send to, once the region and the dialect are known. */
export function endpointOf(preset: PresetData, place: Place, region: string, dialect: Dialect): string {
  if (place.kind === 'own' || place.kind === 'foreign') return formatAddress(place.written);
  const standard = fillRegion(templateOf(preset, place.kind, region, dialect), region);
  if (place.written === undefined) return standard;
  return formatAddress({ ...place.written, host: hostOf(standard) });
}

/** The addresses of a store in `region`, whatever it is used by: those of all endpoints and dialects. */
export function endpointsIn(preset: PresetData, region: string): readonly string[] {
  const special = preset.regionEndpoints?.[region];
  const hosts = knownHosts(preset).filter(([host]) => !host.includes('{account}'));
  const standard = hosts.map(([host]) => `https://${fillRegion(host, region)}`);
  return special === undefined ? standard : [special, ...standard];
}

/** Host of the public endpoint, whichever endpoint is used: links are for everyone. */
export function publicHostOf(preset: PresetData, region: string): string {
  return hostOf(fillRegion(templateOf(preset, 'public', region, 's3'), region));
}

function templateOf(preset: PresetData, kind: EndpointKind, region: string, dialect: Dialect): string {
  const special = kind === 'public' ? preset.regionEndpoints?.[region] : undefined;
  const native = dialect === 'oss' ? preset.nativeEndpoints?.[kind] : undefined;
  return special ?? native ?? preset.endpoints?.[kind] ?? '';
}

function placeOfKind(preset: PresetData, kind: EndpointKind): ParseResult<Place> {
  if (preset.endpoints?.[kind] !== undefined) return ok({ kind });
  if (kind === 'public' || preset.endpoints === undefined)
    return issue('endpoint', 'endpoint-needed', { example: preset.examples?.endpoint });
  return issue('endpoint', 'no-such-endpoint', { store: preset.name, kind });
}

function placeOfOwnHost(preset: PresetData, written: Address, bucket: string): ParseResult<Place> {
  const place = knownPlace(preset, written, written.host);
  if (place !== undefined) return ok(place);
  const [first = '', ...others] = written.host.split('.');
  const rest = others.join('.');
  const placeOfRest = knownPlace(preset, { ...written, host: rest }, rest);
  if (first !== bucket)
    return placeOfRest === undefined
      ? ok({ kind: 'own', written })
      : issue('endpoint', 'other-bucket', { inHost: first, bucket });
  const restIsHost = isOwn(preset, rest) && !preset.ownDomains?.includes(rest);
  return ok(placeOfRest ?? { kind: 'own', written: restIsHost ? { ...written, host: rest } : written });
}

function knownPlace(preset: PresetData, written: Address, host: string): Place | undefined {
  const known = knownHost(preset, host);
  if (known === undefined) return undefined;
  const { means, ...rest } = known;
  return { kind: means === 'link' ? 'own' : means, written, ...rest };
}

interface KnownHost {
  readonly means: HostMeaning;
  readonly region?: string;
}

function knownHost(preset: PresetData, host: string): KnownHost | undefined {
  for (const [template, means] of knownHosts(preset)) {
    const region = matchHost(template, host);
    if (region !== undefined) return region === '' ? { means } : { means, region };
  }
  for (const [region, address] of Object.entries(preset.regionEndpoints ?? {}))
    if (hostOf(address) === host) return { means: 'public', region };
  return undefined;
}

/** The one that says most comes first: `oss-{region}` would take `oss-cn-hangzhou-internal` for a region. */
function knownHosts(preset: PresetData): readonly (readonly [host: string, means: HostMeaning])[] {
  const own = [preset.endpoints, preset.nativeEndpoints].flatMap(hostsOf);
  return [...own, ...(preset.knownHosts ?? [])].sort(([a], [b]) => fixedLength(b) - fixedLength(a));
}

function fixedLength(template: string): number {
  return template.replace(placeholder, '').length;
}

function hostsOf(endpoints: Endpoints | undefined): [host: string, kind: EndpointKind][] {
  return kinds.flatMap((kind) => {
    const address = endpoints?.[kind];
    return address === undefined ? [] : [[hostOf(address), kind]];
  });
}

const placeholder = /\{(?:region|account)\}/;

/** The region that stands in `host`, empty where the template has none; `undefined` when it is another host. */
function matchHost(template: string, host: string): string | undefined {
  const [before = '', after] = template.split(placeholder);
  if (after === undefined) return host === template ? '' : undefined;
  if (!host.startsWith(before) || !host.endsWith(after)) return undefined;
  const name = host.slice(before.length, host.length - after.length);
  if (!/^[a-z0-9-]+$/.test(name)) return undefined;
  return template.includes('{region}') ? name : '';
}

/** What the name of a host tells of a store whose own it is. */
export interface HostParts {
  readonly bucket?: string;
  readonly region?: string;
  readonly means: HostMeaning;
  /** Without the bucket. */
  readonly host: string;
}

/** `undefined` for a host in none of the patterns. A bucket may have dots, and then the longest pattern counts. */
export function partsOfHost(preset: PresetData, host: string): HostParts | undefined {
  const labels = host.split('.');
  for (const count of labels.keys()) {
    const rest = labels.slice(count).join('.');
    const known = knownHost(preset, rest);
    if (known === undefined) continue;
    const bucket = labels.slice(0, count).join('.');
    return { ...known, host: rest, ...(bucket !== '' && { bucket }) };
  }
  return undefined;
}

function isOwn(preset: PresetData, host: string): boolean {
  return preset.ownDomains?.some((domain) => host === domain || host.endsWith(`.${domain}`)) ?? true;
}

function withoutBucketPath(address: Address, bucket: string): Address {
  return address.path.endsWith(`/${bucket}`)
    ? { ...address, path: address.path.slice(0, -bucket.length - 1) }
    : address;
}

function hostOf(address: string): string {
  return address.slice(address.indexOf('://') + 3);
}

function fillRegion(template: string, region: string): string {
  return template.replace('{region}', region);
}
