import { s3Error } from '../errors.ts';

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/**
 * One range of an object of `size` bytes; `undefined` means the whole object, which is also what a header of
 * another form gets (RFC 9110, 14.2). Rejects with 416 when nothing of it lies inside.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw s3Error('InvalidRange', { details: { ActualObjectSize: String(size) } });
  return { start, end };
}
