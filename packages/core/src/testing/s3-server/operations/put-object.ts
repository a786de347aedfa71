import { createHash } from 'node:crypto';
import { s3Error } from '../errors.ts';
import { emptyResponse, quoted, type S3Response } from '../response.ts';
import type { ObjectContext } from './context.ts';
import { attributesOf } from './object-headers.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(context: ObjectContext): Promise<S3Response> {
  const { request, bucket, key, storage, now } = context;
  const { body } = request;
  const etag = createHash('md5').update(body).digest('hex');
  const attributes = attributesOf(context);
  const record = { key, size: body.byteLength, etag, lastModified: now.toISOString(), ...attributes };
  await saveUnlessTaken(context, () =>
    storage.saveObject(bucket.name, { record, bytes: body }, keepsOld(context)),
  );
  const checksums = Object.entries(attributes.checksums).map(([name, sum]) => [
    `x-amz-checksum-${name}`,
    sum,
  ]);
  return emptyResponse(200, { etag: quoted(etag), ...Object.fromEntries(checksums) });
}

/** Whether the request forbids replacing an object. */
export function keepsOld({ request: { headers } }: ObjectContext): boolean {
  return headers['if-none-match'] === '*' || headers['x-oss-forbid-overwrite'] === 'true';
}

/** Runs `save`, and turns its "there is one already" into the refusal of the request's dialect. */
export async function saveUnlessTaken(
  { request }: ObjectContext,
  save: () => Promise<boolean>,
): Promise<void> {
  if (await save()) return;
  throw s3Error(request.headers['if-none-match'] === '*' ? 'PreconditionFailed' : 'FileAlreadyExists');
}
