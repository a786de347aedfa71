import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { PresetData } from './preset-data.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; the other stores say the same. */
const MIN_BUCKET_LENGTH = 3;
const MAX_BUCKET_LENGTH = 63;

/** What every store asks of a bucket name, capitals and underscores apart: some allow them in paths. */
export function parseBucketName(preset: PresetData, bucket: string): ParseResult<string> {
  if (bucket === '') return issue('bucket', 'empty');
  if (bucket.includes('/')) return issue('bucket', 'bucket-alone');
  if (!/^[A-Za-z0-9._-]+$/.test(bucket)) return issue('bucket', 'bucket-characters');
  if (bucket.length < MIN_BUCKET_LENGTH || bucket.length > MAX_BUCKET_LENGTH)
    return issue('bucket', 'bucket-length', { min: MIN_BUCKET_LENGTH, max: MAX_BUCKET_LENGTH });
  if (!/^[A-Za-z0-9].*[A-Za-z0-9]$/.test(bucket)) return issue('bucket', 'bucket-ends');
  if (bucket.includes('..')) return issue('bucket', 'bucket-dots');
  const text = preset.bucketProblem?.(bucket);
  return text === undefined ? ok(bucket) : issue('bucket', 'store-says', { text });
}

/** Whether `bucket` can be a part of a host name, its dots apart. */
export function fitsHostName(bucket: string): boolean {
  return /^[a-z0-9.-]+$/.test(bucket);
}
