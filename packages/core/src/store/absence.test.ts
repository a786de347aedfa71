import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import { resolveStore } from '../providers/index.ts';
import { deleteOrAbsent, headOrAbsent, isPlainAbsence } from './absence.ts';
import { storeErrorFrom } from './error-table.ts';

const noSuchKey = new ImbedError('store/no-such-key', { status: 404 });
const unexplained = new ImbedError('store/access-denied', { status: 403 });
const explained = new ImbedError('store/bad-signature', {
  status: 403,
  serviceCode: 'SignatureDoesNotMatch',
});
const offline = new ImbedError('network/unreachable');

const rejecting = (error: unknown) => async () => {
  throw error;
};

describe('a head', () => {
  test('is what was found', async () => {
    expect(await headOrAbsent(async () => 'found', rejecting(offline))).toBe('found');
  });

  test('is undefined for what is not there', async () => {
    expect(await headOrAbsent(rejecting(noSuchKey), rejecting(offline))).toBeUndefined();
  });

  test('without a reason asks for it, and rejects with the better one', async () => {
    await expect(headOrAbsent(rejecting(unexplained), rejecting(explained))).rejects.toBe(explained);
    await expect(headOrAbsent(rejecting(unexplained), async () => 'fine')).rejects.toBe(unexplained);
  });

  test('refused for an object that is not there is undefined', async () => {
    expect(await headOrAbsent(rejecting(unexplained), rejecting(noSuchKey))).toBeUndefined();
  });

  test.each([explained, offline])('that says what is wrong is not asked again: %s', async (error) => {
    const peek = vi.fn();
    await expect(headOrAbsent(rejecting(error), peek)).rejects.toBe(error);
    expect(peek).not.toHaveBeenCalled();
  });
});

describe('deleting', () => {
  test('what is not there succeeds', async () => {
    await expect(deleteOrAbsent(rejecting(noSuchKey))).resolves.toBeUndefined();
  });

  test('what may not be deleted fails', async () => {
    await expect(deleteOrAbsent(rejecting(explained))).rejects.toBe(explained);
  });
});

describe('a plain absence', () => {
  const body = new Uint8Array();
  const oss = resolveStore({ provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' });
  const marked = { 'x-amz-request-id': '4442587FB7D0A2F9' };

  test.each([
    [marked, true],
    [{ 'x-oss-request-id': '5C6', 'x-oss-ec': '0026-00000001', 'x-oss-err': 'PD94' }, true],
    [{ 'x-oss-request-id': '5C6', 'x-oss-ec': '0015-00000101' }, false],
    [{ ...marked, 'x-oss-err': 'PD94' }, false],
    [{ ...marked, 'x-obs-error-code': 'NoSuchBucket' }, false],
    [{ 'content-type': 'text/html' }, false],
    [{}, false],
  ])('%j: %s', (headers, plain) => {
    expect(isPlainAbsence('HEAD', { status: 404, headers, body })).toBe(plain);
  });

  test('is told by nothing but a HEAD, and by no other status', () => {
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(isPlainAbsence(method, { status: 404, headers: marked, body })).toBe(false);
    for (const status of [200, 400, 403, 410, 500])
      expect(isPlainAbsence('HEAD', { status, headers: marked, body })).toBe(false);
  });

  test('is never what the table of errors calls by another name', () => {
    const header = fc.tuple(
      fc.constantFrom(
        'x-amz-request-id',
        'x-oss-request-id',
        'x-oss-ec',
        'x-oss-err',
        'x-amz-error-code',
        'content-type',
      ),
      fc.constantFrom(
        '0026-00000001',
        '0015-00000101',
        'NoSuchBucket',
        'text/html',
        btoa('<Code>NoSuchBucket</Code>'),
        btoa('<Code>NoSuchBucket</Code><EC>0048-00000401</EC>'),
      ),
    );
    const headers = fc.array(header).map((pairs) => ({ ...marked, ...Object.fromEntries(pairs) }));
    fc.assert(
      fc.property(headers, (found) => {
        const response = { status: 404, headers: found, body };
        fc.pre(isPlainAbsence('HEAD', response));
        if (!oss.ok) throw new Error('the preset must resolve');
        const error = storeErrorFrom(response, { store: oss.value, method: 'HEAD', now: new Date(0) });
        expect(error.code).toBe('store/no-such-key');
      }),
      { numRuns: 1000 },
    );
  });
});
