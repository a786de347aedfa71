import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { PresetData } from './preset-data.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; the other stores say the same. */
const MIN_BUCKET_LENGTH = 3;
const MAX_BUCKET_LENGTH = 63;

/** What every store asks of a bucket name, capitals and underscores apart: some allow them in paths. */
export function parseBucketName(preset: PresetData, bucket: string): ParseResult<string> {
  const problem = generalProblem(bucket) ?? preset.bucketProblem?.(bucket);
  return problem === undefined ? ok(bucket) : issue('bucket', problem);
}

/** What stands against `bucket` as a part of a host name, its dots apart. */
export function hostNameProblem(bucket: string): string | undefined {
  return /^[a-z0-9.-]+$/.test(bucket)
    ? undefined
    : 'must be of a-z, 0-9 and "-" only: it becomes part of a host name';
}

function generalProblem(bucket: string): string | undefined {
  if (bucket === '') return 'must not be empty';
  if (bucket.includes('/'))
    return 'must be the name of the bucket alone: folders belong into the key template';
  if (!/^[A-Za-z0-9._-]+$/.test(bucket)) return 'must be of letters, digits, "-" and "." only';
  if (bucket.length < MIN_BUCKET_LENGTH || bucket.length > MAX_BUCKET_LENGTH)
    return `must have ${MIN_BUCKET_LENGTH} to ${MAX_BUCKET_LENGTH} characters`;
  if (!/^[A-Za-z0-9].*[A-Za-z0-9]$/.test(bucket)) return 'must begin and end with a letter or digit';
  if (bucket.includes('..')) return 'must not have two dots in a row';
  return undefined;
}
