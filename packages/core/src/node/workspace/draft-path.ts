import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * For a file that will be renamed, in the folder of what it will become. Its name tells whose it is, so that what a
 * killed process left is known for that.
 */
export function newDraftPath(target: string): string {
  return join(dirname(target), `.imbed-${hostHash()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
}

/** The host of the drafts of this machine, 8 digits. */
export function hostHash(): string {
  return shortHash(hostname()).slice(0, 8);
}

/** 16 hexadecimal digits. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
