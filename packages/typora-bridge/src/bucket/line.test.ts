import { createTestCertificate } from '@imbed/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { bucketUnderTest } from './bucket-under-test.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('--hash has the store compare all bytes of a large file, also over HTTPS', async () => {
  const { write, imbed, server } = await bucketUnderTest(
    { tlsVerify: false },
    { tls: await createTestCertificate() },
  );
  const path = write('film', 'a'.repeat(9_000_000));
  const put = async (...options: readonly string[]) => {
    const before = server.requests.length;
    const { stdout } = await imbed(['put', path, '--replace', '--json', ...options]);
    const parts = server.requests.slice(before).filter(({ query }) => query.has('partNumber'));
    const hashes = new Set(
      parts.map(({ headers }) => /^[0-9a-f]{64}$/.test(String(headers['x-amz-content-sha256']))),
    );
    return [JSON.parse(stdout).results[0].verified, parts.length, ...hashes];
  };
  expect(await put()).toEqual(['size', 2, false]);
  expect(await put('--key', 'hashed', '--hash')).toEqual(['etag', 2, true]);
});

it('--limit-rate makes pauses, both ways', async () => {
  const { write, imbed, folder } = await bucketUnderTest();
  const path = write('a', 'a'.repeat(1024 * 1024));
  // While the clock stands still, nothing of a pause is over by the time that it begins.
  vi.useFakeTimers({ toFake: ['performance'] });
  const pauses = async (args: readonly string[]) => {
    const timer = vi.spyOn(globalThis, 'setTimeout');
    expect((await imbed(args)).code).toBe(0);
    const asked = timer.mock.calls.map(([, ms = 0]) => ms.toFixed(3));
    timer.mockRestore();
    return asked;
  };
  // What a MiB takes at this rate: the last piece of it waits for all of it.
  const whole = '62.500';
  expect(await pauses(['put', path])).not.toContain(whole);
  expect(await pauses(['put', path, '--key', 'b', '--limit-rate', '16M'])).toContain(whole);
  expect(await pauses(['get', 'b', '--into', folder, '--limit-rate', '16M'])).toContain(whole);
});
