import { describe, expect, it } from 'vitest';
import { isImbedError } from '../../errors.ts';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';
import type { Client } from './client.ts';
import { createClient } from './create-client.ts';

const scene = clientUnderTest();

/** As JavaScript sees them. */
type Loose = { readonly [name in keyof Client]: (...given: readonly unknown[]) => Promise<unknown> };

const loose = () => scene.client() as unknown as Loose;

/** What is thrown while nothing is asked of the server. */
async function refusalOf(call: () => Promise<unknown>): Promise<string> {
  const before = scene.server.requests.length;
  const { code, facts } = await rejectionOf(call());
  expect(scene.server.requests.length).toBe(before);
  return [code, facts.detail, ...(facts.issues ?? []).map((issue) => `${issue.field} ${issue.code}`)]
    .filter((part) => part !== undefined)
    .join(' ');
}

describe('settings that make no client', () => {
  it.each<readonly [unknown, string]>([
    [{ provider: 'nope' }, 'provider unknown-choice'],
    [{ provider: undefined }, 'provider unknown-choice'],
    [{ bucket: 7 }, 'bucket not-text'],
    [{ endpoint: {} }, 'endpoint not-text'],
    [{ timeoutSeconds: Number.NaN }, 'timeoutSeconds not-number'],
    [{ credentials: {} }, 'credentials.source unknown-choice'],
    [{ stateFolder: 7 }, 'stateFolder not-text'],
    [{ stateFolder: '' }, 'stateFolder empty'],
    [{ bytesPerSecond: '1M' }, 'bytesPerSecond not-number'],
    [{ bytesPerSecond: 0 }, 'bytesPerSecond too-small'],
    [{ bytesPerSecond: Number.NaN }, 'bytesPerSecond too-small'],
    [{ buckett: 'files' }, 'buckett unknown-setting'],
  ])('%j', (changes, told) => {
    expect(issuesOf({ ...scene.settings(), ...Object(changes) })).toEqual([told]);
  });

  it('nothing at all', () => {
    expect(issuesOf(undefined)).toEqual(['provider missing', 'bucket missing']);
  });
});

function issuesOf(settings: unknown): readonly string[] | undefined {
  try {
    createClient(settings as Parameters<typeof createClient>[0]);
  } catch (error) {
    if (!isImbedError(error) || error.code !== 'config/invalid') throw error;
    return error.facts.issues?.map(({ field, code }) => `${field} ${code}`);
  }
  return undefined;
}

describe('calls that TypeScript would not let through reject with what is wrong, and ask nothing', () => {
  it.each<readonly [keyof Client, readonly unknown[], string]>([
    ['put', [], 'source/unreadable undefined in place of a path, bytes or a stream'],
    ['put', [7], 'source/unreadable number in place of a path, bytes or a stream'],
    ['put', [new ArrayBuffer(1)], 'source/unreadable object in place of a path, bytes or a stream'],
    ['put', [new Uint8Array(1), { key: 7 }], 'config/invalid key not-text'],
    ['put', [new Uint8Array(1), { key: 'a', contentType: 7 }], 'config/invalid contentType not-text'],
    ['put', [new Uint8Array(1), { key: 'a', expires: '3d' }], 'config/invalid expires unknown-choice'],
    ['put', [new Uint8Array(1), { key: 'a', expires: 1 }], 'config/invalid expires unknown-choice'],
    ['put', [new Uint8Array(1), { key: 'a', parallel: 0 }], 'config/invalid parallel too-small'],
    ['put', [new Uint8Array(1), { key: 'a', keepOthers: 0 }], 'config/invalid keepOthers not-boolean'],
    ['put', [new Uint8Array(1), { key: 'a', noOverwrite: 'yes' }], 'config/invalid noOverwrite not-boolean'],
    ['get', [], 'config/invalid key not-text'],
    ['get', ['a'], 'config/invalid into not-text'],
    ['get', ['a', {}], 'config/invalid into not-text'],
    ['get', ['a', { into: '' }], 'config/invalid into empty'],
    ['get', ['a', { into: 'a', parallel: 1.5 }], 'config/invalid parallel not-whole'],
    ['get', ['a', { into: 'a', verify: 'no' }], 'config/invalid verify not-boolean'],
    ['get', ['a', { into: 'a', known: null }], 'config/invalid known.size not-whole'],
    ['get', ['a', { into: 'a', known: { size: 1, etag: 5 } }], 'config/invalid known.etag not-text'],
    [
      'get',
      ['a', { into: 'a', known: { size: 1, etag: 'a\r\nb' } }],
      'config/invalid known.etag header-ascii',
    ],
    ['get', ['a', { into: 'a', onProgress: 'x' }], 'config/invalid onProgress not-type'],
    ['read', [7], 'config/invalid key not-text'],
    ['stat', [undefined], 'config/invalid key not-text'],
    ['delete', [[undefined]], 'config/invalid key not-text'],
    ['copy', ['a'], 'config/invalid key not-text'],
    ['copy', ['a', 'b', { target: {} }], 'config/invalid target not-type'],
    ['copy', ['a', 'b', { target: null }], 'config/invalid target not-type'],
    ['copy', ['a', 'b', { keepOthers: 0 }], 'config/invalid keepOthers not-boolean'],
    ['share', [7], 'config/invalid key not-text'],
    ['share', ['a', { seconds: 604_801 }], 'config/invalid seconds out-of-range'],
    ['share', ['a', { seconds: '60' }], 'config/invalid seconds out-of-range'],
    ['sync', [], 'config/invalid prefix not-text'],
    ['sync', [{ prefix: '' }], 'config/invalid folder not-text'],
    ['sync', [{ folder: '.' }], 'config/invalid prefix not-text'],
    ['sync', [{ folder: '.', prefix: 'a', direction: 'Up' }], 'config/invalid direction unknown-choice'],
    ['sync', [{ folder: '.', prefix: 'a', direction: null }], 'config/invalid direction unknown-choice'],
    ['sync', [{ folder: '.', prefix: 'a', deleteOthers: 'no' }], 'config/invalid deleteOthers not-boolean'],
    ['sync', [{ folder: '.', prefix: 'a', exclude: '*.x' }], 'config/invalid exclude not-texts'],
    ['sync', [{ folder: '.', prefix: 'a', exclude: [5] }], 'config/invalid exclude.0 not-text'],
  ])('%s %j', async (name, given, told) => {
    expect(await refusalOf(async () => loose()[name](...given))).toBe(told);
  });

  it.each<readonly [keyof Client, readonly unknown[]]>([
    ['put', [new Uint8Array(1)]],
    ['get', ['a']],
    ['read', ['a']],
    ['stat', ['a']],
    ['delete', ['a']],
    ['copy', ['a', 'b']],
    ['share', ['a']],
    ['sync', []],
  ])('%s with options that are none, or a signal that is none', async (name, given) => {
    for (const options of [null, 'a', 7])
      expect(await refusalOf(async () => loose()[name](...given, options))).toBe(
        'config/invalid options not-object',
      );
    for (const signal of [null, 'a', new AbortController()])
      expect(await refusalOf(async () => loose()[name](...given, { signal }))).toBe(
        'config/invalid signal not-type',
      );
  });

  it('what is iterated over', async () => {
    const first = (name: 'stream' | 'list', ...given: readonly unknown[]) =>
      refusalOf(async () => {
        for await (const _ of loose()[name](...given) as unknown as AsyncIterable<unknown>) return;
      });
    expect(await first('stream', 'a', { start: Number.NaN })).toBe('config/invalid start not-whole');
    expect(await first('stream', 'a', { start: -1 })).toBe('config/invalid start too-small');
    expect(await first('stream', 'a', { end: '7' })).toBe('config/invalid end not-whole');
    expect(await first('stream', 'a', null)).toBe('config/invalid options not-object');
    expect(await first('list', '', null)).toBe('config/invalid options not-object');
    expect(await first('list', '', { signal: 'a' })).toBe('config/invalid signal not-type');
    expect(await first('list', '', { recursive: 'a' })).toBe('config/invalid recursive not-boolean');
    expect(await first('list', 7)).toBe('config/invalid prefix not-text');
  });

  it('what has a name of its own', async () => {
    const { lifecycle, unfinished } = scene.client();
    const ensure = lifecycle.ensure as (expires: unknown) => Promise<unknown>;
    expect(await refusalOf(() => ensure('3d'))).toBe('config/invalid expires unknown-choice');
    const rules = lifecycle.rules as (options: unknown) => Promise<unknown>;
    expect(await refusalOf(() => rules(null))).toBe('config/invalid options not-object');
    const listed = unfinished.list as (prefix: string, options: unknown) => AsyncGenerator;
    expect(await refusalOf(() => listed('', null).next())).toBe('config/invalid options not-object');
    const abort = unfinished.abort as (upload: unknown) => Promise<unknown>;
    expect(await refusalOf(() => abort(undefined))).toBe('config/invalid uploadId not-text');
  });
});
