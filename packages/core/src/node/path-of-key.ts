import { join } from 'node:path';
import { ImbedError } from '../errors.ts';
import { parseObjectKey } from '../naming/object-key.ts';
import { accepted } from '../settings/accepted.ts';

/** What Windows takes in no name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const unfitOnWindows = /[<>:"|?*]|[. ]+(?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i;

/**
 * The file below `folder` that stands for a key, or for what of a key comes behind a prefix.
 * @throws ImbedError `config/invalid` for one that would lead out of the folder, or that no file here can have
 */
export function pathOfKey(folder: string, key: string): string {
  const checked = accepted(parseObjectKey(key));
  if (process.platform === 'win32' && unfitOnWindows.test(checked))
    throw new ImbedError('config/invalid', {
      issues: [{ field: 'key', problem: 'is no name for a file on Windows' }],
    });
  return join(folder, ...checked.split('/'));
}
