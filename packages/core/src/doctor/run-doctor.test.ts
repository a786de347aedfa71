import { describe, expect, test } from 'vitest';
import { ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import { refuse } from '../testing/doctor-symptoms/symptom.ts';
import {
  createMemoryOfProbes,
  doctorKeys,
  type Examination,
  examine,
  isAnonymous,
} from '../testing/doctor-under-test.ts';
import { checkNames } from './check.ts';
import { hasFailed, withoutProfile } from './run-doctor.ts';

function codes({ results }: Examination): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map(({ check, code }) => [check, code]));
}

describe('a healthy profile', () => {
  test('passes, in order, and leaves nothing in the bucket', async () => {
    const memory = createMemoryOfProbes();
    const { results, troubles, left } = await examine({ host: { memory } });
    expect(results.map(({ check }) => check)).toEqual(checkNames);
    expect(troubles).toEqual([]);
    expect(hasFailed(results)).toBe(false);
    expect(left).toEqual([]);
    expect(memory.probes.size).toBe(0);
  });

  test('is written to below its own prefix and nowhere else', async () => {
    const { requests } = await examine({ profile: { keyTemplate: 'blog/{profile}/{hash}.{ext}' } });
    const written = requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter(({ path }) => !path.startsWith('/blog/blog/imbed-doctor/'))).toEqual([]);
  });

  test('is put to as an upload would, with the ACL and the headers that it sets', async () => {
    const { requests } = await examine({
      profile: { acl: 'public-read', cacheControl: 'max-age=60', contentDisposition: 'inline' },
    });
    expect(requests.find(({ method }) => method === 'PUT')?.headers).toMatchObject({
      'x-amz-acl': 'public-read',
      'cache-control': 'max-age=60',
      'content-disposition': 'inline',
      'content-type': 'image/png',
    });
  });

  test('may turn images as it likes, by the suffix of its links', async () => {
    const { of } = await examine({
      profile: { urlSuffix: '?x=1' },
      hook: (request) =>
        isAnonymous(request) && request.query.has('x')
          ? { kind: 'respond', status: 200, headers: { 'content-type': 'image/gif' }, body: 'GIF89a' }
          : undefined,
    });
    expect(of('public').status).toBe('pass');
  });

  test('passes from an editor, which sees nothing of the network', async () => {
    const examined = await examine({ blind: true });
    expect(codes(examined)).toMatchObject({
      dns: 'doctor/not-available-here',
      tls: 'doctor/not-available-here',
      put: 'doctor/ok',
    });
    expect(examined.troubles).toEqual([]);
  });

  test('passes through a proxy, which sees to names and certificates', async () => {
    const examined = await examine({ proxy: 'proxy.example.com:3128' });
    expect(codes(examined)).toMatchObject({ dns: 'doctor/behind-proxy', tls: 'doctor/behind-proxy' });
    expect(examined.troubles).toEqual([]);
  });

  test('passes for a page that its CORS rules let in', async () => {
    const rule = {
      allowedOrigins: ['https://vscode.dev'],
      allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      allowedHeaders: ['*'],
      exposeHeaders: ['ETag'],
    };
    const buckets = [{ name: 'my-notes', owner: 'owner', acl: 'public-read', cors: [rule] } as const];
    const { of } = await examine({ host: { origin: 'https://vscode.dev' }, server: { buckets } });
    expect(of('cors').status).toBe('pass');
  });

  test('passes from a browser that shows pages nothing of the public address', async () => {
    const examined = await examine({
      blind: true,
      host: { origin: 'https://vscode.dev', inBrowser: true },
      onTheWay: (transport) => ({
        ...transport,
        send: (request, options) =>
          request.url.startsWith('https://my-notes.oss-cn-hongkong.aliyuncs.com')
            ? Promise.reject(new ImbedError('network/unreachable'))
            : transport.send(request, options),
      }),
    });
    expect(examined.troubles).toEqual([]);
    expect(codes(examined)).toMatchObject({
      public: 'doctor/not-available-here',
      type: 'doctor/not-available-here',
      hotlink: 'doctor/not-available-here',
      cors: 'doctor/ok',
    });
  });

  test('passes with the guard of a store that has one', async () => {
    const { of } = await examine({
      profile: { provider: 'ceph-rgw', region: '', endpoint: 'https://rgw.example.com' },
    });
    expect(of('overwrite')).toMatchObject({ status: 'pass', code: 'doctor/ok' });
  });

  test("speaks OSS's own dialect on a custom domain", async () => {
    const examined = await examine({
      profile: { endpoint: 'https://img.example.com' },
      server: { boundDomains: { 'img.example.com': 'my-notes' }, dialects: ['oss'] },
    });
    expect(examined.troubles).toEqual([]);
    expect(examined.of('overwrite').status).toBe('pass');
  });
});

test('an answer at the link that is larger than any probe is another picture', async () => {
  const { of } = await examine({
    hook: (request) =>
      isAnonymous(request) && request.path.endsWith('000000000001.png')
        ? { kind: 'respond', status: 200, headers: {}, body: new Uint8Array(2 * 1024 * 1024) }
        : undefined,
  });
  expect(of('public')).toMatchObject({ status: 'fail', code: 'doctor/public-other-bytes' });
});

describe('what depends on something that failed', () => {
  test('is skipped, with the failure at its root', async () => {
    const { results } = await examine({
      host: { credentials: async () => ({ ...doctorKeys, secretAccessKey: 'wrong' }) },
    });
    const because = Object.fromEntries(results.map((result) => [result.check, result.because]));
    expect(because).toMatchObject({ region: 'credentials', put: 'credentials', type: 'credentials' });
    expect(because['https']).toBeUndefined();
  });

  test('is not asked of the store', async () => {
    const { requests } = await examine({ profile: { keyTemplate: '{nonsense}' } });
    expect(requests).toEqual([]);
  });

  test('is everything where there is no profile', () => {
    const results = withoutProfile(new ImbedError('config/not-found'));
    expect(results.map(({ check }) => check)).toEqual(checkNames);
    expect(results.filter(({ status }) => status === 'fail')).toHaveLength(1);
    expect(new Set(results.slice(1).map(({ because }) => because))).toEqual(new Set(['profile']));
  });
});

describe('a setting that the host cannot grant', () => {
  test('fails the profile', async () => {
    const refusal = new ImbedError('config/invalid', { issues: [configIssue('proxy', 'proxy-address')] });
    const { of } = await examine({ host: { connect: () => Promise.reject(refusal) } });
    expect(of('profile')).toMatchObject({ status: 'fail', code: 'config/invalid' });
  });

  test('that is a proxy of another kind fails the proxy', async () => {
    const refusal = new ImbedError('network/proxy', { detail: 'socks5' });
    const { of } = await examine({ host: { connect: () => Promise.reject(refusal) } });
    expect(of('profile').status).toBe('pass');
    expect(of('proxy')).toMatchObject({ status: 'fail', code: 'network/proxy' });
  });
});

describe('a run that is cancelled', () => {
  test('in the middle takes its picture away and asks nothing further', async () => {
    const controller = new AbortController();
    const memory = createMemoryOfProbes();
    const { of, left } = await examine({
      host: { memory },
      signal: controller.signal,
      hook: (request) => {
        if (isAnonymous(request) && request.path.endsWith('000000000001.png')) controller.abort();
        return undefined;
      },
    });
    expect(of('public')).toMatchObject({ status: 'skipped', code: 'cancelled' });
    expect(of('delete')).toMatchObject({ status: 'skipped', code: 'cancelled' });
    expect(left).toEqual([]);
    expect(memory.probes.size).toBe(0);
  });
});

test('a memory that does not work keeps no run from going on', async () => {
  const broken = () => Promise.reject(new Error('no space left'));
  const memory = { remembered: broken, remember: broken, forget: broken };
  expect((await examine({ host: { memory } })).troubles).toEqual([]);
});

test('no key, signature or query is in any result', async () => {
  const { results } = await examine({
    hook: ({ query }) => (query.has('X-Amz-Signature') ? refuse('AccessDenied') : undefined),
  });
  const text = JSON.stringify(results);
  for (const secret of [doctorKeys.secretAccessKey, 'Signature=', 'X-Amz-', '?'])
    expect(text).not.toContain(secret);
});
