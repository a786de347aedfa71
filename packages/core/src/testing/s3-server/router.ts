import { type Action, refuseAccess } from './access.ts';
import { s3Error } from './errors.ts';
import { deleteBucketCors, getBucketCors, putBucketCors } from './operations/bucket-cors.ts';
import {
  deleteBucketLifecycle,
  getBucketLifecycle,
  putBucketLifecycle,
} from './operations/bucket-lifecycle.ts';
import { getBucketPolicy, putBucketPolicy } from './operations/bucket-policy.ts';
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  headBucket,
  listBuckets,
  putBucketAcl,
} from './operations/buckets.ts';
import type { Answer, BucketContext, ObjectContext, ServiceContext } from './operations/context.ts';
import { copyObject } from './operations/copy-object.ts';
import { deleteObject, deleteObjects } from './operations/delete-objects.ts';
import { getObject, headObject } from './operations/get-object.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from './operations/multipart.ts';
import { putObject } from './operations/put-object.ts';
import type { S3Request } from './request.ts';

interface Match {
  readonly method: string;
  /** Query parameter that chooses the operation; without one the request may carry none of {@link subresources}. */
  readonly query?: string;
  /** Headers of which one must be there. */
  readonly header?: readonly string[];
}

interface BucketRoute extends Match {
  readonly access: Action;
  run(context: BucketContext): Answer;
}

interface ObjectRoute extends Match {
  readonly access: Action;
  run(context: ObjectContext): Answer;
}

const copySource = ['x-amz-copy-source', 'x-oss-copy-source'];

const bucketRoutes: readonly BucketRoute[] = [
  { method: 'GET', query: 'location', access: 'manage', run: getBucketLocation },
  { method: 'GET', query: 'cors', access: 'manage', run: getBucketCors },
  { method: 'PUT', query: 'cors', access: 'manage', run: putBucketCors },
  { method: 'DELETE', query: 'cors', access: 'manage', run: deleteBucketCors },
  { method: 'GET', query: 'lifecycle', access: 'manage', run: getBucketLifecycle },
  { method: 'PUT', query: 'lifecycle', access: 'manage', run: putBucketLifecycle },
  { method: 'DELETE', query: 'lifecycle', access: 'manage', run: deleteBucketLifecycle },
  { method: 'PUT', query: 'acl', access: 'manage', run: putBucketAcl },
  { method: 'GET', query: 'policy', access: 'manage', run: getBucketPolicy },
  { method: 'PUT', query: 'policy', access: 'manage', run: putBucketPolicy },
  { method: 'GET', query: 'uploads', access: 'manage', run: listMultipartUploads },
  { method: 'POST', query: 'delete', access: 'write-object', run: deleteObjects },
  { method: 'GET', query: 'list-type', access: 'list', run: listObjectsV2 },
  { method: 'GET', access: 'list', run: listObjects },
  { method: 'HEAD', access: 'list', run: headBucket },
  { method: 'DELETE', access: 'manage', run: deleteBucket },
];

const objectRoutes: readonly ObjectRoute[] = [
  { method: 'POST', query: 'uploads', access: 'write-object', run: createMultipartUpload },
  { method: 'PUT', query: 'uploadId', header: copySource, access: 'write-object', run: uploadPartCopy },
  { method: 'PUT', query: 'uploadId', access: 'write-object', run: uploadPart },
  { method: 'POST', query: 'uploadId', access: 'write-object', run: completeMultipartUpload },
  { method: 'DELETE', query: 'uploadId', access: 'write-object', run: abortMultipartUpload },
  { method: 'GET', query: 'uploadId', access: 'manage', run: listParts },
  { method: 'PUT', header: copySource, access: 'write-object', run: copyObject },
  { method: 'PUT', access: 'write-object', run: putObject },
  { method: 'GET', access: 'read-object', run: getObject },
  { method: 'HEAD', access: 'read-object', run: headObject },
  { method: 'DELETE', access: 'write-object', run: deleteObject },
];

/** Parameters that make another operation of a request. One that no route names is refused, never ignored. */
const subresources =
  'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold ' +
  'lifecycle list-type location logging metrics notification object-lock ownershipControls policy ' +
  'policyStatus publicAccessBlock replication requestPayment restore retention select tagging torrent ' +
  'uploadId uploads versioning versionId versions website bucketInfo stat append symlink objectMeta img style ' +
  'referer x-oss-process';

const subresourceNames = new Set(subresources.split(' '));

/** Finds the operation that the request asks for, judges whether it may, and runs it. */
export async function route(context: ServiceContext): Promise<Awaited<Answer>> {
  const { request, storage, user } = context;
  const { bucket: name, key } = request.address;
  if (name === '') {
    if (request.method !== 'GET') throw s3Error('MethodNotAllowed');
    return listBuckets(context);
  }
  if (key === '' && request.method === 'PUT' && !hasSubresource(request)) return createBucket(context);
  const bucket = storage.findBucket(name);
  if (bucket === undefined) throw s3Error('NoSuchBucket', { details: { BucketName: name } });
  const inBucket: BucketContext = { ...context, bucket };
  if (key === '') {
    const found = find(bucketRoutes, request);
    refuseAccess(found.access, user, bucket);
    return found.run(inBucket);
  }
  const found = find(objectRoutes, request);
  refuseAccess(found.access, user, bucket, { key, record: storage.findObject(name, key) });
  return found.run({ ...inBucket, key });
}

function find<Route extends Match>(routes: readonly Route[], request: S3Request): Route {
  const ofMethod = routes.filter(({ method }) => method === request.method);
  const found = ofMethod.find((candidate) => matches(candidate, request));
  if (found !== undefined) return found;
  throw s3Error(ofMethod.length === 0 ? 'MethodNotAllowed' : 'NotImplemented');
}

function matches({ query, header }: Match, request: S3Request): boolean {
  const asked = query === undefined ? !hasSubresource(request) : request.query.has(query);
  return asked && (header === undefined || header.some((name) => request.headers[name] !== undefined));
}

function hasSubresource(request: S3Request): boolean {
  return [...request.query.keys()].some((name) => subresourceNames.has(name));
}
