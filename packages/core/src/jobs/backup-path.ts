import { utf8 } from '../bytes.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { DigestsPort } from '../ports.ts';
import { accepted } from '../settings/accepted.ts';
import { isDeviceName } from '../workspace/device-name.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';

/** In bytes of UTF-8. File systems take 255, from which a draft's name and a suffix go. */
const MAX_NAME_BYTES = 180;

/** What Windows takes in no name: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const unfit = /[<>:"|?*]|[. ]+$/g;

/**
 * Where an object goes in a folder of files, on any system: the key itself, as far as it can be one. A name that some
 * system cannot hold gets another, with a piece of the key's hash, so that it stays the only one of its kind.
 */
export async function backupPath(key: ObjectKey, digests: DigestsPort): Promise<WorkspacePath> {
  const hash = await sha256Hex(digests, utf8(key));
  const names = key.split('/').map((name) => fitName(name, hash.slice(0, 8)));
  return accepted(parseWorkspacePath(names.join('/')));
}

function fitName(name: string, mark: string): string {
  const plain = name.replaceAll(unfit, '_');
  if (plain === name && !isDeviceName(name) && utf8(name).byteLength <= MAX_NAME_BYTES) return name;
  const [, stem = plain, extension = ''] = /^(.+?)(\.[a-z\d]{1,10})?$/is.exec(plain) ?? [];
  const characters = [...stem];
  while (utf8(characters.join('')).byteLength > MAX_NAME_BYTES) characters.pop();
  return `${characters.join('')}-${mark}${extension}`;
}
