import { join } from 'node:path';
import { ImbedError } from '../errors.ts';
import { parseObjectKey } from '../naming/object-key.ts';

/** What Windows takes in no name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const unfitOnWindows = /[<>:"|?*]|[. ]+(?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i;

/**
 * The file below `folder` that stands for `name`: a key, or what of `key` comes behind a prefix.
 * @throws ImbedError `store/unusable-key` for one that would lead out of the folder, or that no file here can have
 */
export function pathOfKey(folder: string, name: string, key = name): string {
  const isFit = parseObjectKey(name).ok && !(process.platform === 'win32' && unfitOnWindows.test(name));
  if (!isFit) throw new ImbedError('store/unusable-key', { key });
  return join(folder, ...name.split('/'));
}
