import { utf8 } from '../bytes.ts';
import { ImbedError } from '../errors.ts';
import { toHex } from '../hex.ts';

/** The objects that everybody is to read. */
export interface PublicFolder {
  readonly bucket: string;
  readonly region: string;
  /** Without slash; empty for all. */
  readonly folder: string;
}

/** A statement of a policy as Amazon has it. */
export type PublicStatement = ReturnType<typeof publicReadStatement>;

/** Lets everybody read below a folder. Throws `bucket/wildcards`. */
export function publicReadStatement({ bucket, region, folder }: PublicFolder) {
  refuseWildcards(folder);
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const path = folder === '' ? '*' : `${folder}/*`;
  return {
    Sid: `ImbedPublicRead${hex(folder)}`,
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: [`arn:${partition}:s3:::${bucket}/${path}`],
  } as const;
}

/** Whether a policy would take the name of a folder for a pattern: policies have no way to escape it. */
export function hasWildcards(folder: string): boolean {
  return /[*?]|\$\{/.test(folder);
}

/** Throws `bucket/wildcards` for a folder whose policy would hold for others, too. */
export function refuseWildcards(folder: string): void {
  if (hasWildcards(folder)) throw new ImbedError('bucket/wildcards', { name: folder });
}

/** A Sid has letters and digits only. */
function hex(text: string): string {
  return toHex(utf8(text));
}
