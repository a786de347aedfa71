import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bucketUnderTest } from './bucket-under-test.ts';

/** A store that is asked first, one that refuses by itself, and each way for a file in parts. */
const stores = [{}, { provider: 'ceph-rgw' }];

it.each(stores)(
  'a file replaces no other one without --replace, and is not sent twice: %j',
  async (profile) => {
    const { write, imbed, objects, requests } = await bucketUnderTest(profile);
    for (const size of [7, 9_000_000]) {
      const path = write('report.txt', 'a'.repeat(size));
      expect(await imbed(['put', path])).toMatchObject({ code: 0, stdout: 'report.txt\n' });
      const second = await imbed(['put', path]);
      expect([second.code, second.stdout]).toEqual([0, 'report.txt\n']);
      const other = [write('other/report.txt', 'b'.repeat(size)), write('beside.txt', 'c')];
      const refused = await imbed(['put', ...other]);
      expect([refused.code, refused.stdout]).toEqual([1, 'beside.txt\n']);
      expect(refused.stderr).toMatch(/report\.txt: .*--replace.*\[store\/object-exists\]/);
      expect((await imbed(['share', other[0] ?? ''])).stderr).toContain('[store/object-exists]');
      expect(await objects()).toEqual({ 'report.txt': 'a'.repeat(size), 'beside.txt': 'c' });
      expect((await imbed(['put', '--replace', ...other])).code).toBe(0);
      expect(await objects()).toEqual({ 'report.txt': 'b'.repeat(size), 'beside.txt': 'c' });
      expect((await imbed(['rm', '--yes', 'report.txt', 'beside.txt'])).code).toBe(0);
    }
    expect(requests('GET')).toBe(0);
    expect((await imbed(['uploads', 'list'])).stdout).toBe('');
  },
);

it.each(stores)('what comes through a pipe replaces nothing, and is not even read: %j', async (profile) => {
  const { imbed, objects } = await bucketUnderTest(profile);
  const pipe = async function* (text: string) {
    yield Buffer.from(text);
  };
  expect((await imbed(['put', '-', '--key', 'dump'], { stdin: pipe('1') })).code).toBe(0);
  const second = pipe('2');
  expect((await imbed(['put', '-', '--key', 'dump'], { stdin: second })).stderr).toContain(
    '[store/object-exists]',
  );
  expect(await second.next()).toMatchObject({ done: false });
  expect((await imbed(['put', '-', '--key', 'dump', '--replace'], { stdin: pipe('3') })).code).toBe(0);
  expect(await objects()).toEqual({ dump: '3' });
});

it('keys that may not look store all the same where the store itself refuses to overwrite, which may not be so in parts', async () => {
  const { write, imbed, server, objects } = await bucketUnderTest({ provider: 'ceph-rgw' });
  const files = [write('small', 'x'), write('large', 'x'.repeat(9_000_000))];
  // As AWS answers to keys that may not list: what is there may be seen, what is not is forbidden.
  server.intercept(({ method, path }) => {
    const isThere = server.storage.listObjects('my-notes').some(({ key }) => path.endsWith(`/${key}`));
    const isLook = method === 'HEAD' || method === 'GET';
    return isLook && !isThere ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined;
  });
  const first = await imbed(['put', ...files]);
  expect(first).toMatchObject({ code: 1, stdout: 'small\n' });
  expect(first.stderr).toContain('[store/access-denied]');
  write('small', 'other');
  expect((await imbed(['put', ...files])).stderr).toContain('[store/object-exists]');
  expect(await objects()).toEqual({ small: 'x' });
});

it('what is missing or holds nothing is told of beside what is stored, in the order of the arguments', async () => {
  const { write, imbed, folder } = await bucketUnderTest();
  const [a, empty, z] = [write('a', 'a'), write('empty/none/.x.imbed-part', ''), write('z', 'z')];
  const args = [a, join(folder, 'missing'), join(empty, '..'), join(a, 'below'), z];
  const put = await imbed(['put', '--prefix', 'p', ...args]);
  expect([put.code, put.stdout]).toEqual([1, 'p/a\np/z\n']);
  const codes = [...put.stderr.matchAll(/\[(.*?)\]/g)].map(([, code]) => code);
  expect(codes).toEqual(['source/not-found', 'source/empty-folder', 'source/unreadable']);
  const told = await imbed(['put', '--json', '--prefix', 'q', ...args]);
  expect(JSON.parse(told.stdout)).toMatchObject({
    results: [
      { file: a, status: 'done', key: 'q/a', size: 1, verified: 'etag' },
      { status: 'failed', error: { code: 'source/not-found' } },
      { status: 'failed', error: { code: 'source/empty-folder' } },
      { status: 'failed', error: { code: 'source/unreadable' } },
      { file: z, status: 'done', key: 'q/z' },
    ],
  });
});

it('who interrupts is told what is stored by then', async () => {
  const { write, imbed, server } = await bucketUnderTest({ provider: 'ceph-rgw' });
  const stop = new AbortController();
  // Large files go one after another: when one is asked for, the one before it is done with.
  const large = Buffer.alloc(9_000_000);
  const until = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  server.intercept(({ path }) => {
    if (path.endsWith('/d')) stop.abort();
    return path.endsWith('/b') ? { kind: 'stall', until } : undefined;
  });
  const files = [write('a', 'a'), write('b', 'b'), write('c', large), write('d', large)];
  const put = await imbed(['put', ...files], { signal: stop.signal });
  expect([put.code, put.stdout]).toEqual([130, 'a\nc\n']);
});

it('a file that is stored without the link that was asked for is not lost sight of', async () => {
  const { write, imbed, server } = await bucketUnderTest({ provider: 'ceph-rgw' });
  server.intercept(({ method }) =>
    method === 'HEAD' ? { kind: 'refuse', code: 'AccessDenied', status: 403 } : undefined,
  );
  const path = write('a', 'a');
  const put = await imbed(['put', path, '--share', '--json']);
  expect(put.code).toBe(1);
  expect(put.stderr).toContain('a is stored, but there is no link');
  const error = { code: 'store/access-denied' };
  expect(JSON.parse(put.stdout)).toMatchObject({
    results: [{ file: path, status: 'failed', key: 'a', size: 1, error }],
  });
});

it('a copy replaces no other object without --replace', async () => {
  const { write, imbed, objects } = await bucketUnderTest();
  await imbed(['put', write('a', 'a'), write('b', 'b')]);
  const refused = await imbed(['cp', 'a', 'b']);
  expect(refused.stderr).toMatch(/--replace.*\[store\/object-exists\]/);
  // Which it does not have.
  expect(refused.stderr).not.toMatch(/--key|--prefix/);
  expect((await imbed(['cp', 'a', 'c'])).code).toBe(0);
  expect((await imbed(['cp', 'a', 'c'])).code).toBe(0);
  expect((await imbed(['cp', 'a', 'b', '--replace'])).code).toBe(0);
  expect(await objects()).toEqual({ a: 'a', b: 'a', c: 'a' });
});

it('moves large files also where it can keep no notes, and says so', async () => {
  const { write, imbed, objects } = await bucketUnderTest();
  const path = write('large', 'a'.repeat(9_000_000));
  const env = { IMBED_STATE_DIR: join(path, 'state') };
  const run = await imbed(['put', path], { env });
  expect([run.code, Object.keys(await objects())]).toEqual([0, ['large']]);
  expect(run.stderr).toContain('cannot be written: what is interrupted will start anew');
  for (const quiet of [['ls'], ['stat', 'large'], ['put', write('small', 'a')], ['rm', '--yes', 'small']])
    expect(await imbed(quiet, { env })).toMatchObject({ code: 0, stderr: '' });
});
