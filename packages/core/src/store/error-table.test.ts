import { describe, expect, it } from 'vitest';
import { errorCodes } from '../error-codes.ts';
import type { ErrorCode } from '../errors.ts';
import { plainStore } from '../testing/plain-store.ts';
import { errorDocument as document, errorOfAnswer as errorOf } from '../testing/store-answers.ts';
import { fineCodes, serviceCodes } from './service-errors.ts';

/** What a store answers, and what we make of it. */
const answers: readonly (readonly [status: number, serviceCode: string, expected: ErrorCode])[] = [
  [403, 'SignatureDoesNotMatch', 'store/bad-signature'],
  [403, 'InvalidAccessKeyId', 'store/unknown-access-key'],
  [403, 'InvalidSecurity', 'store/unknown-access-key'],
  [400, 'ExpiredToken', 'store/expired-token'],
  [403, 'RequestTimeTooSkewed', 'store/clock-skew'],
  [403, 'AccessDenied', 'store/access-denied'],
  [403, 'UserDisable', 'store/account-suspended'],
  [403, 'InArrearOrInsufficientBalance', 'store/account-suspended'],
  [451, 'UnavailableForLegalReasons', 'store/account-suspended'],
  [403, 'QuotaExceeded', 'store/quota-exceeded'],
  [507, 'XMinioStorageFull', 'store/quota-exceeded'],
  [404, 'NoSuchBucket', 'store/no-such-bucket'],
  [400, 'InvalidBucketName', 'store/no-such-bucket'],
  [404, 'NoSuchKey', 'store/no-such-key'],
  [400, 'AuthorizationHeaderMalformed', 'store/wrong-region'],
  [301, 'PermanentRedirect', 'store/wrong-region'],
  [307, 'TemporaryRedirect', 'store/wrong-region'],
  [400, 'PublicEndpointForbidden', 'store/public-endpoint-forbidden'],
  [403, 'SecondLevelDomainForbidden', 'store/path-style-forbidden'],
  [403, 'PathStyleDomainForbidden', 'store/path-style-forbidden'],
  [400, 'XAmzContentSHA256Mismatch', 'store/body-mismatch'],
  [400, 'BadDigest', 'store/body-mismatch'],
  [400, 'InvalidDigest', 'store/body-mismatch'],
  [411, 'MissingContentLength', 'store/body-mismatch'],
  [400, 'ExcessHeaderValues', 'store/checksum-not-supported'],
  [400, 'AccessControlListNotSupported', 'store/acl-not-supported'],
  [400, 'EntityTooLarge', 'store/too-large'],
  [412, 'PreconditionFailed', 'store/precondition-failed'],
  [409, 'FileAlreadyExists', 'store/precondition-failed'],
  [409, 'ObjectAlreadyExists', 'store/precondition-failed'],
  [409, 'FileImmutable', 'store/precondition-failed'],
  [503, 'SlowDown', 'store/slow-down'],
  [503, 'TotalQpsLimitExceeded', 'store/slow-down'],
  [409, 'OperationAborted', 'store/unavailable'],
  [409, 'ConditionalRequestConflict', 'store/unavailable'],
  [500, 'InternalError', 'store/unavailable'],
  [503, 'ServiceUnavailable', 'store/unavailable'],
  [501, 'NotImplemented', 'store/not-supported'],
  [405, 'MethodNotAllowed', 'store/not-supported'],
  [400, 'RequestTimeout', 'network/timeout'],
  [400, 'IncompleteBody', 'network/interrupted'],
  [400, 'KeyTooLongError', 'store/rejected'],
  [503, 'SomethingNew', 'store/unavailable'],
  [400, 'SomethingNew', 'store/rejected'],
];

describe('a named failure', () => {
  it.each(answers)('%i %s is %s', (status, serviceCode, expected) => {
    const error = errorOf({ status, xml: document(serviceCode) });
    expect(error.code).toBe(expected);
    expect(error.facts).toMatchObject({ status, serviceCode });
  });

  it('has one meaning: no name and no code is listed twice', () => {
    const names = Object.values(serviceCodes).flat();
    expect(names.length).toBe(new Set(names).size);
    const codes: readonly string[] = errorCodes;
    const used = [...Object.keys(serviceCodes), ...Object.values(fineCodes)];
    expect(used.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

/** Where the name alone would mislead. */
const worded: readonly (readonly [
  why: string,
  status: number,
  code: string,
  more: string,
  expected: ErrorCode,
])[] = [
  [
    'OSS refuses a chunked body with its fine code only',
    400,
    'InvalidArgument',
    '<EC>0017-00000804</EC>',
    'store/checksum-not-supported',
  ],
  [
    'a store that does not know the checksum headers',
    501,
    'NotImplemented',
    '<Message>A header you provided implies functionality that is not implemented: x-amz-checksum-crc32</Message>',
    'store/checksum-not-supported',
  ],
  [
    'Backblaze B2 calls the same an unsupported header',
    400,
    'InvalidArgument',
    "<Message>Unsupported header 'x-amz-sdk-checksum-algorithm' received for this API call.</Message>",
    'store/checksum-not-supported',
  ],
  [
    'OSS blocks public access and says so in words only',
    403,
    'AccessDenied',
    '<Message>Put public object acl is not allowed</Message>',
    'store/acl-not-supported',
  ],
  ['the same by fine code', 403, 'AccessDenied', '<EC>0016-00000901</EC>', 'store/acl-not-supported'],
  [
    'AWS denies the permission that only an ACL needs',
    403,
    'AccessDenied',
    '<Message>User: x is not authorized to perform: s3:PutObjectAcl</Message>',
    'store/acl-not-supported',
  ],
  [
    'R2 knows a foreign access key by its length',
    400,
    'InvalidArgument',
    '<Message>Credential access key has length 20, should be 32</Message>',
    'store/unknown-access-key',
  ],
  [
    'an empty access key is not a wrong region',
    400,
    'AuthorizationHeaderMalformed',
    '<Message>The authorization header is malformed; a non-empty Access Key (AKID) must be provided</Message>',
    'store/unknown-access-key',
  ],
  [
    'OSS denies access and names the right endpoint',
    403,
    'AccessDenied',
    '<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>',
    'store/wrong-region',
  ],
];

/** MinIO answers every refusal with its own region; `plainStore` is signed for `us-east-1`. */
const places: readonly (readonly [why: string, headers: Record<string, string>, more: string, ErrorCode])[] =
  [
    [
      'MinIO in header and document',
      { 'x-amz-bucket-region': 'us-east-1' },
      '<Region>us-east-1</Region>',
      'store/access-denied',
    ],
    ['MinIO in the header only', { 'x-amz-bucket-region': 'us-east-1' }, '', 'store/access-denied'],
    ['another region', {}, '<Region>eu-west-1</Region>', 'store/wrong-region'],
    ['the endpoint itself', {}, '<Endpoint>S3.example.com</Endpoint>', 'store/access-denied'],
    ['the endpoint with the bucket', {}, '<Endpoint>pics.s3.example.com</Endpoint>', 'store/access-denied'],
    ['the endpoint without its prefix', {}, '<Endpoint>example.com</Endpoint>', 'store/access-denied'],
    ['another endpoint', {}, '<Endpoint>3.example.com</Endpoint>', 'store/wrong-region'],
  ];

describe('a denial that names a place', () => {
  it.each(places)('%s', (_, headers, more, expected) => {
    const answer = { status: 403, headers, xml: document('AccessDenied', more) };
    expect(errorOf(answer).code).toBe(expected);
  });

  it('is no wrong region either where HEAD left no room for the name', () => {
    const headers = { 'x-amz-bucket-region': 'us-east-1' };
    expect(errorOf({ status: 403, headers }, { method: 'HEAD' }).code).toBe('store/access-denied');
    expect(errorOf({ status: 400, headers }, { method: 'HEAD' }).code).toBe('store/rejected');
  });
});

describe('a failure that its name does not tell', () => {
  it.each(worded)('%s', (_, status, code, more, expected) => {
    expect(errorOf({ status, xml: document(code, more) }).code).toBe(expected);
  });

  it('NoSuchKey to a put in path style is Huawei taking the bucket for a folder', () => {
    const store = plainStore({ addressing: 'path' });
    const answer = { status: 404, xml: document('NoSuchKey') };
    expect(errorOf(answer, { store }).code).toBe('store/path-style-forbidden');
    expect(errorOf(answer, { store, method: 'GET' }).code).toBe('store/no-such-key');
  });
});

describe('an answer without a name', () => {
  it.each<[number, string, ErrorCode]>([
    [400, 'PUT', 'store/rejected'],
    [401, 'PUT', 'store/access-denied'],
    [403, 'HEAD', 'store/access-denied'],
    [404, 'HEAD', 'store/no-such-key'],
    [404, 'GET', 'store/no-such-key'],
    [404, 'PUT', 'store/no-such-bucket'],
    [405, 'PUT', 'store/not-supported'],
    [407, 'PUT', 'network/proxy'],
    [408, 'PUT', 'network/timeout'],
    [412, 'PUT', 'store/precondition-failed'],
    [413, 'PUT', 'store/too-large'],
    [429, 'PUT', 'store/slow-down'],
    [500, 'PUT', 'store/unavailable'],
    [502, 'PUT', 'store/unavailable'],
    [520, 'PUT', 'store/unavailable'],
    [507, 'PUT', 'store/quota-exceeded'],
    [511, 'PUT', 'network/intercepted'],
  ])('%i to %s is %s', (status, method, expected) => {
    expect(errorOf({ status }, { method }).code).toBe(expected);
  });

  it.each<[number, ErrorCode]>([
    [403, 'network/intercepted'],
    [404, 'network/intercepted'],
    [511, 'network/intercepted'],
    [413, 'store/too-large'],
    [429, 'store/slow-down'],
    [502, 'store/unavailable'],
    [503, 'store/unavailable'],
  ])('%i as a web page is %s', (status, expected) => {
    const page = new TextEncoder().encode('<!DOCTYPE html><html><head><title>Log in</title></head></html>');
    expect(errorOf({ status, headers: { 'content-type': 'text/html' }, body: page }).code).toBe(expected);
    expect(errorOf({ status, body: page }).code).toBe(expected);
  });

  it('is the store’s, web page or not, when a header says so', () => {
    const headers = { 'content-type': 'text/html', 'x-amz-request-id': 'R1' };
    expect(errorOf({ status: 403, headers }).code).toBe('store/access-denied');
  });

  it('is named by headers where HEAD left no room for a body', () => {
    const minio = { 'x-minio-error-code': 'NoSuchBucket', 'x-minio-error-desc': '"no such bucket"' };
    expect(errorOf({ status: 404, headers: minio }, { method: 'HEAD' }).code).toBe('store/no-such-bucket');
    const obs = { 'x-obs-error-code': 'SignatureDoesNotMatch' };
    expect(errorOf({ status: 403, headers: obs }, { method: 'HEAD' }).code).toBe('store/bad-signature');
    const oss = { 'x-oss-err': btoa(document('RequestTimeTooSkewed', '<EC>0002-00000504</EC>')) };
    expect(errorOf({ status: 403, headers: oss }, { method: 'HEAD' })).toMatchObject({
      code: 'store/clock-skew',
      facts: { ec: '0002-00000504' },
    });
  });

  it('survives an x-oss-err header that is not base64', () => {
    for (const value of ['%%%', 'abc', '']) {
      expect(errorOf({ status: 403, headers: { 'x-oss-err': value } }).code).toBe('store/access-denied');
    }
  });
});

describe('a redirect', () => {
  it('of the store names the right region, however it says so', () => {
    const byHeader = errorOf({ status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } });
    const byDocument = errorOf({
      status: 400,
      xml: document('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'),
    });
    const message = "<Message>The region 'us-east-1' is wrong; expecting 'eu-west-1'</Message>";
    const byMessage = errorOf({ status: 400, xml: document('AuthorizationHeaderMalformed', message) });
    const byHead = errorOf(
      { status: 400, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
      { method: 'HEAD' },
    );
    for (const error of [byHeader, byDocument, byMessage, byHead]) {
      expect(error).toMatchObject({ code: 'store/wrong-region', facts: { detail: 'eu-west-1' } });
    }
  });

  it('of the store names the right host when it names no region', () => {
    const headers = {
      location: 'https://ks3-cn-beijing.ksyuncs.com/pics?signature=1',
      'x-kss-request-id': 'R1',
    };
    expect(errorOf({ status: 307, headers })).toMatchObject({
      code: 'store/wrong-region',
      facts: { detail: 'ks3-cn-beijing.ksyuncs.com' },
    });
  });

  it('to another host is a captive portal', () => {
    const headers = { location: 'http://login.hotel.example/?next=pics' };
    expect(errorOf({ status: 302, headers })).toMatchObject({
      code: 'network/intercepted',
      facts: { detail: 'login.hotel.example' },
    });
  });

  it('to the same host asks for https or another path', () => {
    const headers = { location: 'https://pics.s3.example.com/a.png' };
    const store = plainStore({ endpoint: 'http://s3.example.com' });
    expect(errorOf({ status: 301, headers }, { store })).toMatchObject({
      code: 'store/rejected',
      facts: { detail: 'pics.s3.example.com' },
    });
    expect(errorOf({ status: 302, headers: { location: '/login' } }).code).toBe('store/rejected');
  });

  it('to nowhere is not taken for the store', () => {
    expect(errorOf({ status: 302, headers: { location: 'http://[' } }).code).toBe('network/intercepted');
  });
});
