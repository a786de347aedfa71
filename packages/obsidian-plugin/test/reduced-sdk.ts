import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as SdkStore from '../../core/src/store/sdk-store.ts';

/** The SDK wire as it is in `main.js`, without what is left out there of the AWS SDK. */
export function reducedSdkStore(): typeof SdkStore.createSdkStore {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-sdk-'));
  try {
    const entry = '../core/src/store/sdk-store.ts';
    execFileSync(process.execPath, ['build.mjs', folder, entry], { cwd: join(import.meta.dirname, '..') });
    return createRequire(import.meta.url)(join(folder, 'main.js')).createSdkStore;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
