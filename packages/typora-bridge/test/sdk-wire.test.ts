import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  createBench,
  fetched,
  imbed,
  lines,
  sha256,
  startStore,
  uniquePng,
  writePicture,
} from './support.ts';

/** No part of the AWS SDK that was left out of the bundle (`neverRun` in build.mjs) may be missed. */
it('what the AWS SDK does works without what is left out of it: parts, and lists', async () => {
  const store = await startStore();
  const bench = createBench(store.endpoint);
  const bytes = writePicture(join(bench.folder, 'large.png'), uniquePng(9 * 1024 * 1024));
  // Whatever it could find there is not for it.
  const env = { AWS_PROFILE: 'nobody', AWS_REGION: 'nowhere', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  const uploaded = await imbed(bench, ['upload', 'large.png'], { env });
  expect([uploaded.code, uploaded.stderr]).toEqual([0, '']);
  const [url = ''] = lines(uploaded.stdout);
  expect(sha256((await fetched(url)).bytes)).toBe(sha256(bytes));
  const listed = await imbed(bench, ['ls', '--recursive'], { env });
  expect([listed.code, listed.stderr]).toEqual([0, '']);
  expect(lines(listed.stdout)).toHaveLength(1);
  expect(url.endsWith(lines(listed.stdout)[0] ?? '?')).toBe(true);
});
