import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { S3Server } from '../server.ts';
import { alice, loopbackAgent, refusalOf, sdkClient, startStore } from '../test-setup.ts';

/** What of an outgoing request a test may change once it is signed. */
interface Outgoing {
  method: string;
  path: string;
  hostname: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

let server: S3Server;
const temporary = { name: 'carol', accessKeyId: 'ASIACAROL', secretAccessKey: 's', sessionToken: 'tok+/=' };
const expired = { ...temporary, accessKeyId: 'ASIAOLD', expires: new Date(0) };
const Bucket = 'notes';
const Key = 'k';

beforeAll(async () => {
  server = await startStore({ users: [alice, temporary, expired] });
  server.storage.saveBucket({ name: 'carols', owner: 'carol', acl: 'private', cors: [], createdAt: '' });
});

beforeEach(() => server.storage.removeObject(Bucket, Key));

afterAll(() => server.close());

/** Signs a PutObject, lets `tamper` at it, and says how the store took it. */
async function putTampered(tamper: (request: Outgoing) => void) {
  const client = sdkClient(server, { requestHandler: { httpAgent: loopbackAgent() } });
  client.middlewareStack.add(
    (next) => async (args) => {
      tamper(args.request as Outgoing);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
  );
  const put = new PutObjectCommand({ Bucket, Key, Body: 'hello', ContentType: 'image/png', ACL: 'private' });
  const outcome = await refusalOf(client.send(put)).finally(() => client.destroy());
  expect(server.storage.findObject(Bucket, Key)).toBeUndefined();
  return outcome;
}

function clientOf(credentials: typeof alice | typeof temporary, config = {}): S3Client {
  return sdkClient(server, { credentials, ...config });
}

const wrongSignature = { code: 'SignatureDoesNotMatch', status: 403 };

describe('a signed request', () => {
  it('is refused once its key, query, method, type or host is another', async () => {
    const changes: ((request: Outgoing) => void)[] = [
      (request) => (request.path = '/notes/other'),
      (request) => (request.query['x-id'] = 'CopyObject'),
      (request) => (request.query['uploads'] = ''),
      (request) => (request.method = 'POST'),
      (request) => (request.headers['content-type'] = 'text/html'),
      (request) => (request.headers['host'] = 'elsewhere.example'),
      (request) => (request.headers['x-amz-acl'] = 'public-read'),
    ];
    for (const change of changes) expect(await putTampered(change)).toEqual(wrongSignature);
  });

  it('is refused once its body is another', async () => {
    const outcome = await putTampered((request) => (request.body = Buffer.from('HELLO')));
    expect(outcome).toEqual({ code: 'XAmzContentSHA256Mismatch', status: 400 });
  });

  it('is refused when body and hash are changed together', async () => {
    const outcome = await putTampered(
      (request) => (request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'),
    );
    expect(outcome).toEqual(wrongSignature);
  });

  it('is refused when an x-amz header was added behind its back', async () => {
    const outcome = await putTampered((request) => (request.headers['x-amz-meta-added'] = '1'));
    expect(outcome).toEqual({ code: 'AccessDenied', status: 403 });
  });

  it('is refused when the host is not among the signed headers', async () => {
    const outcome = await putTampered(({ headers }) => {
      headers['authorization'] = headers['authorization']?.replace(';host;', ';') ?? '';
    });
    expect(outcome).toEqual({ code: 'AccessDenied', status: 403 });
  });

  it('is refused without the hash of its body', async () => {
    const outcome = await putTampered(({ headers }) => delete headers['x-amz-content-sha256']);
    expect(outcome).toEqual({ code: 'InvalidRequest', status: 400 });
  });

  it('is refused when the authorization is malformed, of another kind, or for another service', async () => {
    const withAuthorization = (text: string) =>
      putTampered((request) => (request.headers['authorization'] = text));
    expect((await withAuthorization('AWS4-HMAC-SHA256 nonsense')).code).toBe('AuthorizationHeaderMalformed');
    expect((await withAuthorization('Basic YTpi')).code).toBe('InvalidArgument');
    expect((await withAuthorization('OSS AKIDALICE:c2ln')).code).toBe('InvalidArgument');
    const toEc2 = await putTampered(({ headers }) => {
      headers['authorization'] = headers['authorization']?.replace('/s3/', '/ec2/') ?? '';
    });
    expect(toEc2.code).toBe('AuthorizationHeaderMalformed');
  });
});

describe('credentials', () => {
  const list = new ListObjectsV2Command({ Bucket });

  it('are refused with a wrong secret and with an unknown key', async () => {
    const wrong = clientOf({ ...alice, secretAccessKey: 'wrong' } as never);
    expect(await refusalOf(wrong.send(list))).toEqual(wrongSignature);
    const unknown = clientOf({ ...alice, accessKeyId: 'AKIDNOBODY' } as never);
    expect(await refusalOf(unknown.send(list))).toEqual({ code: 'InvalidAccessKeyId', status: 403 });
  });

  it('that are temporary work with their session token and with no other', async () => {
    const ofCarol = new ListObjectsV2Command({ Bucket: 'carols' });
    const { $metadata } = await clientOf(temporary).send(ofCarol);
    expect($metadata.httpStatusCode).toBe(200);
    const { sessionToken: _, ...without } = temporary;
    const codeWith = async (credentials: object) =>
      (await refusalOf(clientOf(credentials as typeof temporary).send(ofCarol))).code;
    expect(await codeWith({ ...temporary, sessionToken: 'other' })).toBe('InvalidToken');
    expect(await codeWith(without)).toBe('InvalidAccessKeyId');
    expect(await codeWith({ ...alice, sessionToken: 'needless' })).toBe('InvalidToken');
    expect(await codeWith(expired)).toBe('ExpiredToken');
  });
});

describe('time and place', () => {
  it('refuses a clock that is more than 15 minutes off, either way', async () => {
    const codeAt = async (minutes: number) => {
      const client = sdkClient(server, { systemClockOffset: minutes * 60_000 });
      return (await refusalOf(client.send(new GetObjectCommand({ Bucket, Key })))).code;
    };
    expect(await codeAt(16)).toBe('RequestTimeTooSkewed');
    expect(await codeAt(-16)).toBe('RequestTimeTooSkewed');
    expect(await codeAt(14)).toBe('NoSuchKey');
  });

  it('takes any region, unless it is strict: then it names the right one', async () => {
    const elsewhere = { region: 'eu-central-1' };
    const list = new ListObjectsV2Command({ Bucket });
    expect((await sdkClient(server, elsewhere).send(list)).KeyCount).toBe(0);
    const strict = await startStore({ region: 'cn-hongkong', strictRegion: true });
    const refused = sdkClient(strict, elsewhere).send(list);
    const error = await refused.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AuthorizationHeaderMalformed', Region: 'cn-hongkong' });
    expect((await sdkClient(strict, { region: 'cn-hongkong' }).send(list)).KeyCount).toBe(0);
    await strict.close();
  });
});
