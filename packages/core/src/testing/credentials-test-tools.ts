import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { ImbedError } from '../errors.ts';
import type { CredentialsProvider } from '../store/credentials.ts';

export const folder = mkdtempSync(join(tmpdir(), 'imbed-credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
export function newFile(content: string): string {
  files += 1;
  const path = join(folder, `file-${files}`);
  writeFileSync(path, content);
  return path;
}

export async function failureOf(provider: CredentialsProvider): Promise<ImbedError> {
  const error = await provider().then(
    () => Promise.reject(new Error('gave credentials, but should have failed')),
    (reason: ImbedError) => reason,
  );
  expect(error.code).toBe('config/missing-secret');
  return error;
}

/** A command that runs `script` with this Node, in whatever shell the platform has. */
export function nodeCommand(script: string): string {
  return `"${process.execPath}" "${newFile(script)}"`;
}
