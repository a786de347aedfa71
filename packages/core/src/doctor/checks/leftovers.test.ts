import { describe, expect, test } from 'vitest';
import { refuse } from '../../testing/doctor-symptoms/symptom.ts';
import { createMemoryOfProbes, examine, putObject } from '../../testing/doctor-under-test.ts';
import type { S3Server } from '../../testing/s3-server/server.ts';
import type { Probe } from '../probe-memory.ts';

const stale = 'img/imbed-doctor/dead0run0000.png';
const mine = 'img/2026/01/0123456789abcdef.png';

async function leaveBehind(server: S3Server): Promise<void> {
  for (const key of [stale, mine]) await putObject(server, key);
}

describe('what a run that was killed has left', () => {
  const probe: Probe = {
    id: 'dead0run0000',
    store: 'https://s3.oss-cn-hongkong.aliyuncs.com my-notes',
    key: stale,
  };

  test('is found by its prefix and removed; no other object is touched', async () => {
    const { left, of } = await examine({}, leaveBehind);
    expect(left).toEqual([mine]);
    expect(of('leftovers').status).toBe('pass');
  });

  test('is told from an image of the user in a folder of that name', async () => {
    const theirs = ['imbed-doctor/0123456789ab.png', 'imbed-doctor/holiday.png'];
    const { left } = await examine(
      { profile: { keyTemplate: '{noteDir}/{hash:12}.{ext}' } },
      async (server) => {
        await putObject(server, theirs[0] ?? '', new Uint8Array(1000));
        await putObject(server, theirs[1] ?? '');
      },
    );
    expect(left).toEqual(theirs);
  });

  test('is nothing but a probe, whatever is remembered', async () => {
    const memory = createMemoryOfProbes([{ ...probe, key: mine }]);
    const { left } = await examine({ host: { memory } }, leaveBehind);
    expect(left).toEqual([mine]);
  });

  test('is remembered and removed where the bucket may not be listed', async () => {
    const memory = createMemoryOfProbes([probe]);
    const { left, of } = await examine(
      { host: { memory }, hook: ({ query }) => (query.has('prefix') ? refuse('AccessDenied') : undefined) },
      leaveBehind,
    );
    expect(left).toEqual([mine]);
    expect(memory.probes.size).toBe(0);
    expect(of('leftovers')).toMatchObject({ status: 'skipped', code: 'doctor/cannot-list' });
  });

  test('in another store stays remembered', async () => {
    const memory = createMemoryOfProbes([{ ...probe, store: 'https://elsewhere my-notes' }]);
    await examine({ host: { memory } });
    expect(memory.probes.has(probe.id)).toBe(true);
  });

  test('and cannot be removed is told of', async () => {
    const { of } = await examine(
      {
        hook: ({ method, path }) =>
          method === 'DELETE' && path.endsWith('dead0run0000.png') ? refuse('AccessDenied') : undefined,
      },
      leaveBehind,
    );
    expect(of('leftovers')).toMatchObject({
      status: 'warn',
      code: 'doctor/leftovers',
      facts: { key: stale },
    });
  });

  test('as an upload in parts is aborted, remembered or not', async () => {
    const uploads = (query: URLSearchParams) => query.get('uploadId');
    const memory = createMemoryOfProbes([{ ...probe, uploadId: 'remembered' }]);
    const listed = `<ListMultipartUploadsResult><Upload><Key>${stale}</Key><UploadId>listed</UploadId><Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>`;
    const { requests } = await examine({
      host: { memory },
      hook: ({ method, query }) =>
        method === 'GET' && query.has('uploads')
          ? { kind: 'respond', status: 200, headers: { 'content-type': 'application/xml' }, body: listed }
          : undefined,
    });
    const aborted = requests.flatMap(({ method, query }) =>
      method === 'DELETE' ? (uploads(query) ?? []) : [],
    );
    expect(aborted).toContain('remembered');
    expect(aborted).toContain('listed');
  });

  test('by keys that may not delete is one object, however often they run', async () => {
    const hook = ({ method, query }: { method: string; query: URLSearchParams }) =>
      method === 'DELETE' && !query.has('uploadId') ? refuse('AccessDenied') : undefined;
    const { left, of } = await examine({ hook }, (server) =>
      putObject(server, 'img/imbed-doctor/lasting.png'),
    );
    expect(left).toEqual(['img/imbed-doctor/lasting.png']);
    expect(of('leftovers').status).toBe('pass');
  });
});
