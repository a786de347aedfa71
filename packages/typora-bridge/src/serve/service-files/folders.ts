import { posix, win32 } from 'node:path';
import type { Surroundings } from '@imbed/core/node';

/** A relative path in such a variable is invalid and ignored, as the XDG specification demands. */
export function userFolder(
  { platform, home }: Surroundings,
  value: string | undefined,
  ...otherwise: readonly string[]
): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  return value !== undefined && isAbsolute(value) ? value : join(home(), ...otherwise);
}
