import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Server } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import {
  type Bench,
  bucket,
  createBench,
  finished,
  imbed,
  lines,
  type Run,
  start,
  startStore,
} from './support.ts';

interface Document {
  readonly profile?: string;
  readonly ok: boolean;
  readonly checks: readonly {
    readonly check: string;
    readonly status: string;
    readonly code: string;
    readonly message?: string;
    readonly hint?: string;
  }[];
}

function documentOf({ stdout }: Run): Document {
  expect(lines(stdout)).toHaveLength(1);
  return JSON.parse(stdout) as Document;
}

/** Without what differs from run to run. */
function steady(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/imbed-doctor\/[0-9a-z]{12}/g, 'imbed-doctor/ID')
    .replace(/(request ID|请求 ID) [0-9A-F]{16}/g, '$1 …');
}

function keysIn({ storage }: S3Server): readonly string[] {
  return storage.listObjects(bucket).map(({ key }) => key);
}

function startPrivateStore(): Promise<S3Server> {
  return startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
}

describe.each([
  ['en', 'C'],
  ['zh-CN', 'zh_CN.UTF-8'],
])('in %s', (locale, LANG) => {
  it('a profile that is well passes every check, and nothing stays in the bucket', async () => {
    const store = await startStore();
    const run = await imbed(createBench(store.endpoint), ['doctor'], { env: { LANG } });
    expect([run.code, run.stderr]).toEqual([0, '']);
    await expect(steady(run.stdout)).toMatchFileSnapshot(`golden/doctor-well.${locale}.txt`);
    expect(keysIn(store)).toEqual([]);
  });

  it('a bucket that nobody can read fails, with what to do about it', async () => {
    const store = await startPrivateStore();
    const bench = createBench(store.endpoint, { provider: 'ceph-rgw' });
    const run = await imbed(bench, ['doctor'], { env: { LANG } });
    expect([run.code, run.stderr]).toEqual([1, '']);
    await expect(steady(run.stdout)).toMatchFileSnapshot(`golden/doctor-private.${locale}.txt`);
    expect(keysIn(store)).toEqual([]);
  });
});

describe('--json', () => {
  it('prints one document, with words beside the codes', async () => {
    const bench = createBench((await startPrivateStore()).endpoint);
    const run = await imbed(bench, ['doctor', '--json']);
    expect(run.code).toBe(1);
    const document = documentOf(run);
    expect(document).toMatchObject({ profile: 'blog', ok: false });
    const failed = document.checks.filter(({ status }) => status === 'fail');
    expect(failed).toMatchObject([
      { check: 'public', code: 'doctor/not-public', message: expect.any(String), hint: expect.any(String) },
    ]);
  });

  it.each([
    ['no configuration', ['--config', 'nowhere.json'], 'config/not-found'],
    ['a profile that is not there', ['--profile', 'blgo'], 'config/invalid'],
  ])('is a document for %s, too', async (_what, args, code) => {
    const run = await imbed(createBench('http://127.0.0.1:9'), ['doctor', '--json', ...args]);
    expect(run.code).toBe(1);
    expect(documentOf(run).checks[0]).toMatchObject({ check: 'profile', status: 'fail', code });
  });
});

it('a bucket that is private on purpose is well', async () => {
  const bench = createBench((await startPrivateStore()).endpoint, { access: 'signed' });
  expect((await imbed(bench, ['doctor'])).code).toBe(0);
});

describe('--origin', () => {
  const rule = {
    allowedOrigins: ['https://vscode.dev'],
    allowedMethods: ['GET', 'HEAD', 'PUT'],
    allowedHeaders: ['*'],
  };

  it.each([
    ['lets in what a CORS rule names', 'https://vscode.dev', 'pass'],
    ['fails for what none names', 'app://obsidian.md', 'fail'],
  ])('%s', async (_what, origin, status) => {
    const store = await startStore({
      buckets: [{ name: bucket, owner: 'writer', acl: 'public-read', cors: [rule] }],
    });
    const run = await imbed(createBench(store.endpoint), ['doctor', '--json', '--origin', origin]);
    expect(documentOf(run).checks).toContainEqual(expect.objectContaining({ check: 'cors', status }));
  });

  it.each(['vscode.dev', 'https://vscode.dev/', '*'])('%s is misuse', async (origin) => {
    const run = await imbed(createBench('http://127.0.0.1:9'), ['doctor', '--origin', origin]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('--origin');
  });
});

it('nobody listens: told by the system error, and nothing else is tried', async () => {
  const run = await imbed(createBench('http://127.0.0.1:9'), ['doctor', '--json']);
  const failed = documentOf(run).checks.filter(({ status }) => status === 'fail');
  expect(failed).toMatchObject([{ check: 'tls', facts: { serviceCode: 'ECONNREFUSED' } }]);
});

it('a proxy that cannot be used is told of without its password', async () => {
  const bench = createBench('http://store.invalid', { proxy: 'http://me:hunter2@127.0.0.1:9' });
  const run = await imbed(bench, ['doctor', '--json']);
  const failed = documentOf(run).checks.filter(({ status }) => status === 'fail');
  expect(failed).toMatchObject([{ check: 'proxy', code: 'network/proxy' }]);
  expect(run.stdout).not.toContain('hunter2');
});

/** Resolves when the doctor reads the link of its picture, which then is not answered any more. */
function holdAtTheLink(store: S3Server): Promise<void> {
  return new Promise((resolve) => {
    let put = false;
    store.intercept(({ method, headers }) => {
      put ||= method === 'PUT';
      if (!put || method !== 'GET' || headers['authorization'] !== undefined) return undefined;
      resolve();
      return { kind: 'stall', until: new Promise(() => {}) };
    });
  });
}

async function killedAtTheLink(store: S3Server, bench: Bench, signal: 'SIGKILL' | 'SIGINT'): Promise<Run> {
  const held = holdAtTheLink(store);
  const child = start(bench, ['doctor']);
  const run = finished(child);
  await held;
  expect(keysIn(store)).toHaveLength(1);
  child.kill(signal);
  return run;
}

describe('a run that is killed in the middle', () => {
  it('is cleaned up after by the next one', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    await killedAtTheLink(store, bench, 'SIGKILL');
    expect(keysIn(store)).toHaveLength(1);
    store.intercept(undefined);
    expect((await imbed(bench, ['doctor'])).code).toBe(0);
    expect(keysIn(store)).toEqual([]);
    expect(readdirSync(join(bench.state, 'doctor'))).toEqual([]);
  });

  it('is cleaned up after where the bucket may not be listed', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    await killedAtTheLink(store, bench, 'SIGKILL');
    store.intercept(({ query }) =>
      query.has('prefix') ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
    );
    expect((await imbed(bench, ['doctor'])).code).toBe(0);
    expect(keysIn(store)).toEqual([]);
  });

  it('by Ctrl-C takes its picture away itself', async () => {
    const store = await startStore();
    const run = await killedAtTheLink(store, createBench(store.endpoint), 'SIGINT');
    expect(run.code).toBe(130);
    expect(keysIn(store)).toEqual([]);
  });
});
