import { describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import { deleteOrAbsent, headOrAbsent } from './absence.ts';

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
