import { type ConfigIssue, issue, ok, type ParseResult } from '../parse-result.ts';
import { formatAddress, isIpAddress, parseAddress } from './address.ts';
import { fitsHostName, parseBucketName } from './bucket-name.ts';
import { bucketUrl, type StoreAddress } from './bucket-url.ts';
import { endpointOf, endpointsIn, findPlace, type Place, publicHostOf } from './endpoint.ts';
import type { PresetData } from './preset-data.ts';
import type { Addressing, Dialect, ResolvedStore, StoreSettings } from './provider.ts';
import { chooseRegion, signingRegionOf } from './region.ts';

/**
 * 5 MiB and 10,000 parts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html. Stores that
 * document less strict limits are held to these as well.
 */
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

/**
 * What a profile says, made definite for one store.
 *
 * A host that is not the provider's counts as a custom domain of the bucket (`bucket-bound`), an IP address
 * or `localhost` included, unless the addressing is set: then it is taken for a stand-in of the store, such
 * as a test server or a gateway, and addressed as it was set.
 */
export function resolvePreset(preset: PresetData, settings: StoreSettings): ParseResult<ResolvedStore> {
  const bucket = parseBucketName(preset, settings.bucket.trim());
  const place = findPlace(preset, (settings.endpoint ?? '').trim(), settings.bucket.trim());
  const region = chooseRegion(
    preset,
    (settings.region ?? '').trim(),
    place.ok ? place.value.region : undefined,
  );
  const suffix = checkUrlSuffix(settings.urlSuffix ?? '');
  if (!bucket.ok || !place.ok || !region.ok || !suffix.ok) return failed([bucket, place, region, suffix]);

  const addressing = chooseAddressing(preset, place.value, bucket.value, settings.addressing ?? 'auto');
  if (!addressing.ok) return addressing;
  const dialect = chooseDialect(preset, addressing.value, settings.dialect ?? 'auto');
  if (!dialect.ok) return dialect;
  const endpoint = endpointOf(preset, place.value, region.value, dialect.value);
  const target = { bucket: bucket.value, region: region.value, endpoint, addressing: addressing.value };
  const publicBaseUrl = choosePublicBase(preset, place.value, target, (settings.publicBaseUrl ?? '').trim());
  if (!publicBaseUrl.ok) return publicBaseUrl;
  return ok({
    ...fixedParts(preset, dialect.value),
    bucket: target.bucket,
    endpoint,
    signingRegion: signingRegionOf(preset, target.region),
    addressing: target.addressing,
    publicBaseUrl: publicBaseUrl.value,
    urlSuffix: suffix.value,
    ownAddresses: ownAddressesOf(preset, target),
  });
}

type FixedParts = Omit<
  ResolvedStore,
  'bucket' | 'endpoint' | 'signingRegion' | 'addressing' | 'publicBaseUrl' | 'urlSuffix' | 'ownAddresses'
>;

function fixedParts(preset: PresetData, dialect: Dialect): FixedParts {
  return {
    provider: preset.id,
    dialect,
    checksums: preset.checksums ?? 'when-required',
    contentMd5Commands: preset.contentMd5Commands ?? [],
    list: preset.list ?? { version: 2, urlEncode: true },
    noOverwriteHeader: preset.noOverwrite?.[dialect],
    noOverwriteParts: preset.noOverwrite?.[dialect] !== undefined && preset.noOverwriteParts === true,
    noOverwriteCopyHeader: preset.noOverwriteCopy?.[dialect],
    etagIsMd5: preset.etagIsMd5 ?? true,
    multipart: { minPartBytes: MIN_PART_BYTES, maxParts: MAX_PARTS, ...preset.multipart },
    acceptsAcl: preset.acceptsAcl,
    stripXId: preset.stripXId ?? false,
  };
}

function chooseAddressing(
  preset: PresetData,
  place: Place,
  bucket: string,
  wish: 'auto' | 'virtual-hosted' | 'path',
): ParseResult<Addressing> {
  if (place.kind === 'foreign' && wish === 'auto')
    return preset.customDomainRefusal === undefined
      ? ok('bucket-bound')
      : issue('endpoint', 'store-says', { text: preset.customDomainRefusal });
  const byPath = checkPathStyle(preset, place);
  if (wish === 'path') return byPath;
  if (wish === 'auto' && preset.addressing === 'path') return ok('path');
  // Dots break the certificate, and make the SDK fall back to path style; where that is allowed it is right.
  if (wish === 'auto' && bucket.includes('.') && byPath.ok) return byPath;
  return checkVirtualHost(place, bucket);
}

function checkPathStyle({ pathRefusal: text }: PresetData, { kind }: Place): ParseResult<Addressing> {
  if (kind === 'accelerate') return issue('addressing', 'path-on-accelerate');
  return kind === 'foreign' || text === undefined
    ? ok('path')
    : issue('addressing', 'path-refused', { text });
}

function checkVirtualHost(place: Place, bucket: string): ParseResult<Addressing> {
  if (place.written !== undefined && isIpAddress(place.written.host))
    return issue('addressing', 'ip-address');
  if (bucket.includes('.')) return issue('bucket', 'bucket-certificate');
  return fitsHostName(bucket) ? ok('virtual-hosted') : issue('bucket', 'bucket-host');
}

/** On custom domains Alibaba documents its own dialect only; everywhere else every store speaks S3. */
function chooseDialect(
  preset: PresetData,
  addressing: Addressing,
  wish: 'auto' | Dialect,
): ParseResult<Dialect> {
  const speaksOss = preset.dialects?.includes('oss') === true;
  if (wish === 'oss' && !speaksOss) return issue('dialect', 'oss-dialect', { store: preset.name });
  if (wish !== 'auto') return ok(wish);
  return ok(speaksOss && addressing === 'bucket-bound' ? 'oss' : 's3');
}

interface Target extends StoreAddress {
  readonly region: string;
}

function choosePublicBase(
  preset: PresetData,
  place: Place,
  target: Target,
  written: string,
): ParseResult<string> {
  if (written !== '') {
    const address = parseAddress('publicBaseUrl', written);
    return address.ok ? ok(formatAddress(address.value)) : address;
  }
  if (preset.publicUrlNeeded !== undefined)
    return issue('publicBaseUrl', 'store-says', { text: preset.publicUrlNeeded });
  if (preset.publicUrl === undefined || place.kind === 'foreign') return ok(bucketUrl(target));
  return ok(fillPublicUrl(preset, preset.publicUrl, target));
}

function fillPublicUrl(preset: PresetData, template: string, { bucket, region }: Target): string {
  const host = publicHostOf(preset, region);
  // No certificate covers a dotted bucket in front of the host, and no host has capitals or underscores.
  if (bucket.includes('.') || !fitsHostName(bucket)) return `https://${host}/${bucket}`;
  return template.replace('{bucket}', bucket).replace('{region}', region).replace('{host}', host);
}

/**
 * At the hosts of a provider every addressing that it answers; at any other host the one that is used, and the path,
 * which nobody but the store can own there.
 */
function ownAddressesOf(preset: PresetData, target: Target): readonly string[] {
  const { bucket, addressing, endpoint } = target;
  const styles: readonly Addressing[] = [
    ...(preset.pathRefusal === undefined ? (['path'] as const) : []),
    ...(fitsHostName(bucket) ? (['virtual-hosted'] as const) : []),
  ];
  const atProvider = endpointsIn(preset, target.region).flatMap((at) =>
    styles.map((style) => bucketUrl({ bucket, endpoint: at, addressing: style })),
  );
  const atEndpoint = addressing === 'virtual-hosted' && preset.pathRefusal === undefined;
  const byPath = atEndpoint ? [bucketUrl({ bucket, endpoint, addressing: 'path' })] : [];
  return [...new Set([bucketUrl(target), ...byPath, ...atProvider])];
}

function checkUrlSuffix(suffix: string): ParseResult<string> {
  return /^[\x21-\x7e]*$/.test(suffix) ? ok(suffix) : issue('urlSuffix', 'plain-ascii-word');
}

function failed(results: readonly ParseResult<unknown>[]): ParseResult<never> {
  const issues: ConfigIssue[] = results.flatMap((result) => (result.ok ? [] : result.issues));
  return { ok: false, issues };
}
