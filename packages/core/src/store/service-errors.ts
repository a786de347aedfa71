import type { ErrorCode } from '../errors.ts';
import { OSS_NO_SUCH_KEY } from './absence.ts';

/**
 * Names that services give their failures. Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://help.aliyun.com/zh/oss/support/http-status-code, https://cloud.tencent.com/document/product/436/7730,
 * https://support.huaweicloud.com/api-obs/obs_04_0115.html, MinIO's and Ceph's sources.
 */
export const serviceCodes: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'store/bad-signature': ['SignatureDoesNotMatch', 'InvalidSignature', 'IncompleteSignature'],
  'store/unknown-access-key': [
    'InvalidAccessKeyId',
    'InvalidSecurity',
    'InactiveAccessKey',
    'AccessKeyDisabled',
  ],
  'store/expired-token': [
    ...['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired', 'InvalidSecurityToken'],
    ...['SecurityTokenExpired', 'SecurityTokenInvalid'],
  ],
  'store/clock-skew': ['RequestTimeTooSkewed', 'RequestExpired'],
  'store/access-denied': [
    'AccessDenied',
    'AccessForbidden',
    'Forbidden',
    'Unauthorized',
    'UnauthorizedAccess',
  ],
  'store/account-suspended': [
    ...['UserDisable', 'UserDisabled', 'UserSuspended', 'AllAccessDisabled', 'AccountProblem', 'NotSignedUp'],
    ...['InArrearOrInsufficientBalance', 'AccountOverdue', 'UnavailableForLegalReasons'],
  ],
  'store/quota-exceeded': [
    ...['QuotaExceeded', 'XMinioAdminBucketQuotaExceeded', 'XMinioStorageFull', 'InsufficientStorageSpace'],
    ...['StorageCapExceeded', 'TransactionCapExceeded'],
  ],
  'store/no-such-bucket': ['NoSuchBucket', 'InvalidBucketName'],
  'store/no-such-key': ['NoSuchKey', 'NoSuchObject', 'NotFound'],
  'store/upload-ended': ['NoSuchUpload'],
  'store/wrong-region': [
    ...['PermanentRedirect', 'TemporaryRedirect', 'Redirect', 'AuthorizationHeaderMalformed'],
    ...['IllegalLocationConstraintException', 'InvalidRegionName'],
  ],
  'store/public-endpoint-forbidden': ['PublicEndpointForbidden'],
  'store/path-style-forbidden': ['SecondLevelDomainForbidden', 'PathStyleDomainForbidden'],
  // Google Cloud Storage counts checksum headers as too many: https://github.com/milvus-io/milvus-storage/pull/480
  'store/checksum-not-supported': ['ExcessHeaderValues'],
  'store/body-mismatch': [
    ...['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XMinioInvalidDigest'],
    // Every body is sent with its length: something on the way took it apart.
    'MissingContentLength',
  ],
  'store/acl-not-supported': ['AccessControlListNotSupported'],
  'store/too-large': ['EntityTooLarge', 'MaxMessageLengthExceeded'],
  'store/precondition-failed': [
    ...['PreconditionFailed', 'FileAlreadyExists', 'ObjectAlreadyExists', 'FileImmutable'],
  ],
  'store/slow-down': [
    ...['SlowDown', 'SlowDownRead', 'SlowDownWrite', 'Throttling', 'ThrottlingException', 'TooManyRequests'],
    ...['RequestLimitExceeded', 'QpsLimitExceeded', 'TotalQpsLimitExceeded', 'BandwidthLimitExceeded'],
    ...['UploadTrafficRateLimitExceeded', 'DownloadTrafficRateLimitExceeded'],
  ],
  'store/unavailable': [
    ...[
      'InternalError',
      'InternalServerError',
      'ServiceUnavailable',
      'Busy',
      'ServerBusy',
      'OperationAborted',
    ],
    ...['ConditionalRequestConflict', 'XMinioServerNotInitialized', 'GatewayTimeout', 'BadGateway'],
  ],
  'store/not-supported': ['NotImplemented', 'MethodNotAllowed', 'UnsupportedOperation'],
  'network/timeout': ['RequestTimeout'],
  'network/interrupted': ['IncompleteBody'],
};

/** Alibaba's fine-grained codes, which win over the plain ones since they say more: https://api.aliyun.com/troubleshoot?q=EC */
export const fineCodes: Readonly<Record<string, ErrorCode>> = {
  '0002-00000206': 'store/unknown-access-key',
  '0003-00001403': 'store/wrong-region',
  '0016-00000901': 'store/acl-not-supported',
  '0017-00000804': 'store/checksum-not-supported',
  [OSS_NO_SUCH_KEY]: 'store/no-such-key',
  '0048-00000401': 'store/public-endpoint-forbidden',
};

/** Failures that a service tells apart in words only; asked before the names above. */
export const messagePatterns: readonly (readonly [pattern: RegExp, code: ErrorCode])[] = [
  [
    /BlockPublicAcls|PutObjectAcl|public (object|bucket) acl|canned acl|x-(amz|oss)-acl/i,
    'store/acl-not-supported',
  ],
  [/x-amz-(sdk-)?checksum|aws-chunked|STREAMING-(UN)?SIGNED|STREAMING-AWS4/i, 'store/checksum-not-supported'],
  [/access key[^.]*(has length|must be provided|malformed)/i, 'store/unknown-access-key'],
  [
    /addressed using the specified endpoint|signing region|region \S+ is wrong|unexpected scope/i,
    'store/wrong-region',
  ],
];

/** For answers without a name: HEAD has no body, and gateways speak plain HTTP. */
export const statusCodes: Readonly<Record<number, ErrorCode>> = {
  401: 'store/access-denied',
  403: 'store/access-denied',
  405: 'store/not-supported',
  407: 'network/proxy',
  408: 'network/timeout',
  411: 'store/body-mismatch',
  412: 'store/precondition-failed',
  413: 'store/too-large',
  429: 'store/slow-down',
  451: 'store/account-suspended',
  500: 'store/unavailable',
  501: 'store/not-supported',
  502: 'store/unavailable',
  503: 'store/unavailable',
  504: 'store/unavailable',
  507: 'store/quota-exceeded',
  509: 'store/slow-down',
  511: 'network/intercepted',
};
