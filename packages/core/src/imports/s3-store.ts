import { isIpAddress, parseAddress } from '../providers/address.ts';
import type { OpenProviderId } from '../providers/provider-id.ts';
import { providerOfAddress } from '../providers/recognise.ts';

/** How a program that speaks S3 to any store is told where that is. */
interface S3Place {
  readonly endpoint: string;
  readonly region: string;
  readonly pathStyle: boolean | undefined;
  /** Where the settings name the store besides. */
  readonly provider?: OpenProviderId;
}

/** The same as settings of a profile. Without an endpoint it is Amazon's. */
export function s3Store({ endpoint, region, pathStyle, provider: named }: S3Place) {
  const provider = named ?? (endpoint === '' ? 'aws-s3' : (providerOfAddress(endpoint) ?? 'custom'));
  return {
    provider,
    endpoint,
    // Many programs want a region where the store has none; R2's own is its preset's default.
    region: region === 'auto' ? '' : region,
    addressing: selfHosted.has(provider) ? addressingOf(pathStyle, endpoint) : 'auto',
  };
}

/** For the others the preset knows better than a switch that was left as it was. */
const selfHosted: ReadonlySet<OpenProviderId> = new Set([
  'custom',
  'minio',
  'ceph-rgw',
  'garage',
  'seaweedfs',
  'rustfs',
]);

function addressingOf(pathStyle: boolean | undefined, endpoint: string): string {
  if (pathStyle === undefined) return 'auto';
  if (pathStyle) return 'path';
  const address = parseAddress('endpoint', endpoint);
  const hasSubdomains = address.ok && !isIpAddress(address.value.host) && address.value.host !== 'localhost';
  return hasSubdomains ? 'virtual-hosted' : 'auto';
}

/** Keys as they are written in the configuration; those of the environment where the program has none of its own. */
export function inlineKeys(accessKeyId: string, secretAccessKey: string, sessionToken = '') {
  if (accessKeyId === '' && secretAccessKey === '') return { source: 'env' };
  return { source: 'inline', accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) };
}
