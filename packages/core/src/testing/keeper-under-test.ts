import { createHash } from 'node:crypto';
import { type ErrorCode, ImbedError } from '../errors.ts';
import {
  createImageKeeper,
  type KeepOptions,
  type KeepOutcome,
  type KeptImage,
} from '../upload/keep-image.ts';
import type { StoragePlan } from '../upload/storage-plan.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { type JobChanges, jobUnderTest } from './job-under-test.ts';
import { pngOf, pngSource } from './upload-under-test.ts';

/** Each kind of plan, without mirrors. */
export const plans = {
  remote: { mode: 'remote', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
  local: { mode: 'local', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
  dual: { mode: 'dual', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
} as const satisfies Record<string, StoragePlan>;

/** The note that shows the image. */
export const note = 'Travel/Day 1.md' as WorkspacePath;
/** Where its local copy belongs. */
export const copyPath = 'Travel/assets/cat.png';
export const sha256 = createHash('sha256').update(pngOf('one')).digest('hex');
/** Of the image in the store `main`. */
export const url = `https://main.test/${sha256.slice(0, 16)}.png`;

/** Keeps the picture `one` for {@link note}, with the stores `main` and `backup` in memory. */
export function keeperUnderTest(files: Readonly<Record<string, Uint8Array>> = {}, changes?: JobChanges) {
  const { host, workspace, stores, records } = jobUnderTest(files, {
    keyTemplate: '{hash:16}.{ext}',
    ...changes,
  });
  const { main, backup } = stores;
  const keeper = createImageKeeper(host);
  return {
    ...{ workspace, main, backup, records, keeper, ledger: host.ledger },
    keep: (plan: StoragePlan, options: KeepOptions = {}) =>
      keeper.keep(pngSource('one'), plan, { note, ...options }),
    refuse(store: typeof main, code: ErrorCode = 'network/dns') {
      store.disturb = () => Promise.reject(new ImbedError(code));
    },
    /** No file can be made. */
    fill() {
      workspace.disturb = (call, path, run) => {
        if (call === 'create') throw new ImbedError('local/write-failed', { name: path });
        run();
      };
    },
  };
}

/** For tests: what was kept, of an image that was. */
export function keptOf(outcome: KeepOutcome): KeptImage {
  if (outcome.status === 'done') return outcome.kept;
  throw outcome.error;
}
