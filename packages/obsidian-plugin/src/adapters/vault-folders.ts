import type { DataAdapter } from 'obsidian';

/** With the folders above it; empty is the root. */
export async function makeFolder(adapter: DataAdapter, folder: string): Promise<void> {
  if (folder !== '' && !(await adapter.exists(folder))) await adapter.mkdir(folder);
}
