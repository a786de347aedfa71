interface ErrorRow {
  readonly status: number;
  readonly message: string;
  /** Alibaba's own number, explained at https://help.aliyun.com/en/oss/user-guide/EC */
  readonly ec?: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, and OSS's where only OSS has the code. */
const rows = {
  AccessControlListNotSupported: { status: 400, message: 'The bucket does not allow ACLs.' },
  AccessDenied: { status: 403, message: 'Access denied.', ec: '0003-00000001' },
  AccessForbidden: { status: 403, message: 'CORSResponse: This CORS request is not allowed.' },
  AuthorizationHeaderMalformed: { status: 400, message: 'The authorization header is malformed.' },
  AuthorizationQueryParametersError: { status: 400, message: 'The authorization query is malformed.' },
  BadDigest: { status: 400, message: 'The digest in the request is not that of the body received.' },
  BucketAlreadyExists: { status: 409, message: 'This bucket name belongs to another user.' },
  BucketAlreadyOwnedByYou: { status: 409, message: 'You own this bucket already.' },
  BucketNotEmpty: { status: 409, message: 'The bucket still holds objects.' },
  EntityTooLarge: { status: 400, message: 'The body is larger than this store takes.' },
  EntityTooSmall: { status: 400, message: 'A part other than the last is smaller than the minimum.' },
  ExpiredToken: { status: 400, message: 'The session token has expired.' },
  FileAlreadyExists: { status: 409, message: 'The object exists and may not be overwritten.' },
  IncompleteBody: { status: 400, message: 'The body is not as long as announced.' },
  InternalError: { status: 500, message: 'The embedded store failed.' },
  InvalidAccessKeyId: { status: 403, message: 'There is no such access key.', ec: '0002-00000902' },
  InvalidArgument: { status: 400, message: 'An argument is invalid.' },
  InvalidBucketName: { status: 400, message: 'This is not a valid bucket name.' },
  InvalidDigest: { status: 400, message: 'The digest in the request is not a valid one.' },
  InvalidLocationConstraint: { status: 400, message: 'This store is in another region.' },
  InvalidPart: { status: 400, message: 'A part is missing or its ETag differs.' },
  InvalidPartOrder: { status: 400, message: 'Parts must be listed in ascending order.' },
  InvalidRange: { status: 416, message: 'The range lies outside the object.' },
  InvalidRequest: { status: 400, message: 'The request is invalid.' },
  InvalidSecurityToken: { status: 403, message: 'The security token is invalid.' },
  InvalidToken: { status: 400, message: 'The session token is invalid.' },
  InvalidURI: { status: 400, message: 'The path is not valid percent-encoded UTF-8.' },
  KeyTooLongError: { status: 400, message: 'The key is longer than 1,024 bytes.' },
  MalformedXML: { status: 400, message: 'The XML body is malformed or of the wrong shape.' },
  MethodNotAllowed: { status: 405, message: 'The method is not allowed here.' },
  MalformedPolicy: { status: 400, message: 'The policy is not JSON.' },
  NoSuchBucketPolicy: { status: 404, message: 'The bucket has no policy.' },
  NoSuchBucket: { status: 404, message: 'There is no such bucket.', ec: '0015-00000101' },
  NoSuchCORSConfiguration: { status: 404, message: 'The bucket has no CORS rules.' },
  NoSuchLifecycleConfiguration: { status: 404, message: 'The bucket has no lifecycle rules.' },
  NoSuchKey: { status: 404, message: 'There is no such object.', ec: '0026-00000001' },
  NoSuchUpload: { status: 404, message: 'There is no such multipart upload.' },
  NotImplemented: { status: 501, message: 'The embedded store does not do this.' },
  PreconditionFailed: { status: 412, message: 'A condition of the request does not hold.' },
  RequestTimeTooSkewed: { status: 403, message: 'The clocks differ too much.', ec: '0002-00000504' },
  SecondLevelDomainForbidden: {
    status: 403,
    message: 'The bucket must be named in the host, not in the path.',
  },
  SignatureDoesNotMatch: {
    status: 403,
    message: 'The signature is not the one this store computes for the request.',
  },
  XAmzContentSHA256Mismatch: {
    status: 400,
    message: "The 'x-amz-content-sha256' header is not that of the body received.",
  },
} as const satisfies Record<string, ErrorRow>;

export type S3ErrorCode = keyof typeof rows;

export interface S3ErrorInit {
  readonly message?: string;
  readonly ec?: string;
  /** Further elements of the XML document, e.g. `{ Region: 'eu-central-1' }`. */
  readonly details?: Readonly<Record<string, string>>;
}

/** A refusal on its way to becoming an XML answer. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: string;
  readonly status: number;
  readonly ec: string | undefined;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, status: number, init: S3ErrorInit = {}) {
    super(init.message ?? code);
    this.code = code;
    this.status = status;
    this.ec = init.ec;
    this.details = init.details ?? {};
  }
}

/** The refusal that the table has for `code`. */
export function s3Error(code: S3ErrorCode, init: S3ErrorInit = {}): S3Error {
  const row: ErrorRow = rows[code];
  const ec = init.ec ?? row.ec;
  return new S3Error(code, row.status, {
    message: init.message ?? row.message,
    ...(ec === undefined ? {} : { ec }),
    ...(init.details === undefined ? {} : { details: init.details }),
  });
}
