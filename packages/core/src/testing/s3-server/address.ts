import { s3Error } from './errors.ts';
import type { ServerRules } from './options.ts';

/** What a request is about; empty strings where it names no bucket or no key. */
export interface Address {
  readonly bucket: string;
  readonly key: string;
  /** `host`: the bucket came from the Host header, so the path is the key alone. */
  readonly bucketFrom: 'host' | 'path';
}

/** Finds bucket and key in host and path. The path is decoded exactly once; `+` in it is a plus. */
export function addressOf(host: string, rawPath: string, rules: ServerRules): Address {
  const path = decodePath(rawPath).replace(/^\//, '');
  const bucketOfHost = bucketIn(hostName(host), rules);
  if (bucketOfHost !== undefined) return checked({ bucket: bucketOfHost, key: path, bucketFrom: 'host' });
  const [bucket = ''] = path.split('/', 1);
  if (bucket !== '' && rules.addressing === 'virtual-hosted-only')
    throw s3Error('SecondLevelDomainForbidden');
  return checked({ bucket, key: path.slice(bucket.length + 1), bucketFrom: 'path' });
}

function bucketIn(name: string, rules: ServerRules): string | undefined {
  if (Object.hasOwn(rules.boundDomains, name)) return rules.boundDomains[name];
  const suffix = `.${rules.hostSuffix}`;
  return rules.hostSuffix !== undefined && name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    throw s3Error('InvalidURI');
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MAX_KEY_BYTES = 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, but for the reserved words. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function checked(address: Address): Address {
  if (address.bucket !== '' && !bucketName.test(address.bucket)) throw s3Error('InvalidBucketName');
  if (Buffer.byteLength(address.key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');
  return address;
}
