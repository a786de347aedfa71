import {
  runCheckJob,
  runFlipJob,
  runNoteJob,
  runSyncJob,
  type SyncJobOptions,
  targetKind,
  undoJob,
} from '@imbed/core';
import { l10n } from 'vscode';
import type { Job } from './job.ts';

type NoteJob = 'upload' | 'rehost' | 'download' | 'flipToLocal' | 'flipToRemote' | 'sync' | 'check' | 'undo';

/** What is done to notes; the words are those of the editor's language. */
export function noteJobs(): Readonly<Record<NoteJob, Job>> {
  const flip =
    (to: 'local' | 'remote', foreign = false): Job['run'] =>
    (host, notes, options) =>
      runFlipJob(host, notes, { ...options, to, foreign });
  return {
    upload: { title: l10n.t('Upload all local images'), run: runNoteJob },
    rehost: {
      title: l10n.t('Re-host foreign images'),
      run: (host, notes, options) =>
        runNoteJob(host, notes, {
          ...{ ...options, rehost: true },
          only: ({ target }) => targetKind(target) === 'remote',
        }),
    },
    download: { title: l10n.t('Download remote images'), run: flip('local', true) },
    flipToLocal: { title: l10n.t('Flip note to local links'), run: flip('local') },
    flipToRemote: { title: l10n.t('Flip note to remote links'), run: flip('remote') },
    sync: syncing({}),
    check: {
      title: l10n.t('Check image links'),
      run: (host, notes, options) => runCheckJob(host, notes, { ...options, external: true }),
    },
    undo: undoing(undefined),
  };
}

/** As {@link noteJobs} does, waiting no longer for images that are nowhere any more. */
export function forgetting(): Job {
  return syncing({ forgetLost: true });
}

function syncing(more: Pick<SyncJobOptions, 'forgetLost'>): Job {
  return {
    title: l10n.t('Sync pending'),
    run: (host, _notes, options) => runSyncJob(host, { ...options, ...more }),
  };
}

/** @param file see `undoJob` */
export function undoing(file: string | undefined): Job {
  return {
    title: l10n.t('Undo last job'),
    run: (host, _notes, options) => undoJob(host, file, options),
  };
}
