import { s3Error } from '../errors.ts';
import { emptyResponse, type S3Response, xmlResponse } from '../response.ts';
import type { CorsRule } from '../storage/storage.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from '../xml.ts';
import type { BucketContext } from './context.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export async function putBucketCors({ request, bucket, storage }: BucketContext): Promise<S3Response> {
  const cors = childrenOf(parseXml(request.body, 'CORSConfiguration'), 'CORSRule').map(parseRule);
  if (cors.length === 0) throw s3Error('MalformedXML');
  await storage.saveBucket({ ...bucket, cors });
  return emptyResponse(200);
}

export function getBucketCors({ bucket: { cors } }: BucketContext): S3Response {
  if (cors.length === 0) throw s3Error('NoSuchCORSConfiguration');
  return xmlResponse('CORSConfiguration', {
    CORSRule: cors.map((rule) => ({
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders ?? [],
      ExposeHeader: rule.exposeHeaders ?? [],
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
  });
}

export async function deleteBucketCors({ bucket, storage }: BucketContext): Promise<S3Response> {
  await storage.saveBucket({ ...bucket, cors: [] });
  return emptyResponse(204);
}

function parseRule(node: XmlNode): CorsRule {
  const texts = (name: string) => childrenOf(node, name).filter((child) => typeof child === 'string');
  const allowedOrigins = texts('AllowedOrigin');
  const allowedMethods = texts('AllowedMethod');
  if (allowedOrigins.length === 0 || allowedMethods.length === 0) throw s3Error('MalformedXML');
  const maxAge = textOf(node, 'MaxAgeSeconds');
  return {
    allowedOrigins,
    allowedMethods,
    allowedHeaders: texts('AllowedHeader'),
    exposeHeaders: texts('ExposeHeader'),
    ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
  };
}
