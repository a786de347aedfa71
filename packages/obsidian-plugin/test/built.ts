import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the plugin lies as it is released. */
    readonly builtPlugin: string;
  }
}

/** Builds the plugin into a folder of its own, which is the caller's to remove. */
export function buildPlugin(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-obsidian-'));
  execFileSync(process.execPath, ['build.mjs', folder], { cwd: join(import.meta.dirname, '..') });
  return folder;
}

/** Once for all test files of a run. */
export function setup({ provide }: TestProject): () => void {
  const folder = buildPlugin();
  provide('builtPlugin', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
