import { ImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import type { DigestsPort } from '../ports.ts';
import type { Note } from './workspace.ts';
import type { WorkspacePath } from './workspace-path.ts';

/**
 * What a file says as a note. Rejects with `note/not-utf8`: what is no UTF-8 (GBK, Big5, UTF-16) would not survive
 * being written back.
 */
export async function noteOf(path: WorkspacePath, bytes: Uint8Array, digests: DigestsPort): Promise<Note> {
  const sha256 = await sha256Hex(digests, bytes);
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), sha256 };
  } catch (cause) {
    throw new ImbedError('note/not-utf8', { name: path }, { cause });
  }
}
