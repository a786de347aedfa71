import { isImbedError } from '../errors.ts';
import type { HttpResponse } from '../http/transport.ts';
import { requestIdOf } from './request-id.ts';

/** `NoSuchKey` in Alibaba's numbers: https://help.aliyun.com/zh/oss/user-guide/0026-00000001 */
export const OSS_NO_SUCH_KEY = '0026-00000001';

/**
 * True of the answer that every first upload begins with: a HEAD by which the store itself, not something in
 * front of it, says without further reason that there is no such object. The table of errors agrees, but this
 * spares loading it.
 */
export function isPlainAbsence(method: string, { status, headers }: HttpResponse): boolean {
  if (method !== 'HEAD' || status !== 404) return false;
  const names = Object.keys(headers);
  if (names.some((name) => /^x-[a-z0-9]+-error-/.test(name))) return false;
  const ec = headers['x-oss-ec'];
  if (ec !== undefined) return ec === OSS_NO_SUCH_KEY;
  return requestIdOf(headers) !== undefined && headers['x-oss-err'] === undefined;
}

/**
 * What a HEAD found; `undefined` for no such object. An answer to HEAD has no body, so a refusal comes without
 * its reason on most stores: `peek`, the same question as a GET of one byte, is refused for the same reason,
 * and says it.
 */
export async function headOrAbsent<Head>(
  head: () => Promise<Head>,
  peek: () => Promise<unknown>,
): Promise<Head | undefined> {
  try {
    return await head();
  } catch (error) {
    if (isNoSuchKey(error)) return undefined;
    if (!isUnexplainedRefusal(error)) throw error;
    return explain(error, peek);
  }
}

async function explain(error: unknown, peek: () => Promise<unknown>): Promise<undefined> {
  try {
    await peek();
  } catch (reason) {
    if (isNoSuchKey(reason)) return undefined;
    throw reason;
  }
  throw error;
}

function isUnexplainedRefusal(error: unknown): boolean {
  if (!isImbedError(error) || !error.code.startsWith('store/')) return false;
  const { status = 0, serviceCode } = error.facts;
  return serviceCode === undefined && status >= 300 && status < 500;
}

/** Deleting what is not there succeeds: most stores answer so, some with 404. */
export async function deleteOrAbsent(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!isNoSuchKey(error)) throw error;
  }
}

function isNoSuchKey(error: unknown): boolean {
  return isImbedError(error) && error.code === 'store/no-such-key';
}
