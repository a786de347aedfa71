import { expect, it } from 'vitest';
import { bucketUnderTest } from './bucket-under-test.ts';
import { prefixFrom } from './prefixes.ts';

it.each([
  ['put'],
  ['put', '-'],
  ['put', 'a', 'b', '--key', 'k'],
  ['put', 'a', '--limit-rate', 'fast'],
  ['put', 'a', '--for', '8d'],
  ['share', 'a', '--for', '8d'],
  ['share'],
  ['share', 'a', 'b', '--key', 'k'],
  ['get'],
  ['get', 'a/x', 'b/x'],
  ['get', '/'],
  ['get', '--prefix', '/'],
  ['get', '--prefix', ''],
  ['uploads', 'list', '/'],
  ['rm', '--prefix', '/'],
  ['rm'],
  ['rm', 'a', '--prefix', 'b'],
  ['rm', '--prefix', ''],
  ['rm', '--prefix', '*'],
  ['rm', 'a/'],
  ['share', '.'],
  ['cp', 'a'],
  ['cp', 'a/b', 'a/b'],
  ['cp', 'a/b', 'a/'],
  ['stat', 'a', 'b'],
  ['ls', 'a', 'b'],
  ['sync-dir', 'a'],
  ['sync-dir', '', 'a', '--down'],
  ['sync-dir', 'a', ''],
  ['lifecycle'],
  ['uploads', 'show'],
  ['uploads', 'abort', '--older-than', 'yesterday'],
  ['rm', 'a', ''],
  ['get', ''],
  ['put', ''],
  ['share', ''],
  ['stat', ''],
  ['cp', 'a', ''],
  ['ls', ''],
  ['uploads', 'abort', ''],
])('arguments that make no sense reach no store: %s %s', async (...args) => {
  const { imbed, server } = await bucketUnderTest();
  const run = await imbed(args);
  expect([run.code, run.stdout]).toEqual([2, '']);
  expect(run.stderr).toContain(`for help: imbed help ${args[0]}`);
  expect(server.requests).toEqual([]);
});

it.each([
  ['old', 'old/'],
  ['old/', 'old/'],
  ['old*', 'old'],
  ['a/b', 'a/b/'],
  ['', ''],
  ['*', ''],
])('the prefix %j means what begins with %j', (written, prefix) => {
  expect(prefixFrom(written)).toBe(prefix);
});
