import { addRepositoryFiles, ImbedError, RECORDS_FOLDER } from '@imbed/core';
import type { DataAdapter } from 'obsidian';
import { makeFolder } from './vault-folders.ts';

/** `.imbed/` with its own files, before anything is put into it. Rejects with `local/write-failed`. */
export async function makeRecordsFolder(adapter: DataAdapter): Promise<void> {
  const pathOf = (name: string) => `${RECORDS_FOLDER}/${name}`;
  try {
    await makeFolder(adapter, RECORDS_FOLDER);
    await addRepositoryFiles({
      has: (name) => adapter.exists(pathOf(name)),
      write: (name, text) => adapter.write(pathOf(name), text),
    });
  } catch (cause) {
    throw new ImbedError('local/write-failed', { name: RECORDS_FOLDER }, { cause });
  }
}
