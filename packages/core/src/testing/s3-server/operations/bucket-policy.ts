import { s3Error } from '../errors.ts';
import { emptyResponse, type S3Response } from '../response.ts';
import type { BucketContext } from './context.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export async function putBucketPolicy({ request, bucket, storage }: BucketContext): Promise<S3Response> {
  const policy = Buffer.from(request.body).toString('utf8');
  try {
    JSON.parse(policy);
  } catch {
    throw s3Error('MalformedPolicy');
  }
  await storage.saveBucket({ ...bucket, policy });
  return emptyResponse(204);
}

export function getBucketPolicy({ bucket: { policy } }: BucketContext): S3Response {
  if (policy === undefined) throw s3Error('NoSuchBucketPolicy');
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(policy) };
}

/** Whether a statement for everybody allows to read the object; conditions and denials are not looked at. */
export function policyLetsRead(policy: string, bucket: string, key: string): boolean {
  const { Statement } = JSON.parse(policy) as { readonly Statement?: unknown };
  const resource = `arn:aws:s3:::${bucket}/${key}`;
  return [Statement].flat().some((statement) => {
    const { Effect, Principal, Action, Resource } = statement as Readonly<Record<string, unknown>>;
    const names = (value: unknown) => [value].flat().map(String);
    return (
      Effect === 'Allow' &&
      Principal === '*' &&
      names(Action).includes('s3:GetObject') &&
      names(Resource).some((one) => one.endsWith('*') && resource.startsWith(one.slice(0, -1)))
    );
  });
}
