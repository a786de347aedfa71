import type { JobEvent, JobHost, JobOptions, JobReport, WorkspacePath } from '@imbed/core';
import { l10n, ProgressLocation, window } from 'vscode';
import { ensureKeys } from '../set-keys.ts';
import type { CommandHost } from './command-host.ts';
import { tellReport } from './job-report.ts';
import type { NoteGroup } from './note-groups.ts';
import { forgetting, undoing } from './note-jobs.ts';
import { type Draft, isAgreed } from './preview.ts';

export interface Job {
  /** In the editor's language. */
  readonly title: string;
  run(host: JobHost, notes: AsyncIterable<WorkspacePath>, options: JobOptions): Promise<JobReport>;
  /** Called beside what people are told anyway. */
  onReport?(group: NoteGroup, report: JobReport): void;
}

/** Does a job where everybody can see it, and stop it; then tells how it went. Rejects with `config/*`. */
export async function runJob(host: CommandHost, groups: readonly NoteGroup[], job: Job): Promise<void> {
  if (!(await ensureKeys(host.work, host.secrets))) return;
  for (const group of groups) {
    const report = await watched(host, group, job, {});
    host.onChange();
    job.onReport?.(group, report);
    tellReport(host, job.title, report, {
      takeBack: () => runJob(host, [group], undoing(report.undo)),
      forgetLost: () => runJob(host, [group], forgetting()),
    });
  }
}

/** The same, after a look at what the notes would be, and a yes; at once where people want no preview. */
export async function runAfterPreview(
  host: CommandHost,
  groups: readonly NoteGroup[],
  job: Job,
): Promise<void> {
  for (const group of groups) {
    const drafts: Draft[] = [];
    const plan = await watched(host, group, job, {
      dryRun: true,
      standIn: l10n.t('address-after-upload'),
      onEvent: (event) => event.type === 'draft' && drafts.push(event),
    });
    if (plan.cancelled) continue;
    if (stepsOf(plan) === 0) tellReport(host, job.title, plan, {});
    else if (await isAgreed(job.title, plan, drafts)) await runJob(host, [group], job);
  }
}

function stepsOf({ steps }: JobReport): number {
  return Object.values(steps).reduce((sum, count) => sum + count, 0);
}

function watched(
  { work }: CommandHost,
  { tree, notes }: NoteGroup,
  { title, run }: Job,
  options: JobOptions,
): Promise<JobReport> {
  const shown = { location: ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    window.withProgress(shown, async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const count = { notes: 0, planned: 0, done: 0 };
      const onEvent = (event: JobEvent) => {
        options.onEvent?.(event);
        if (event.type === 'note') count.notes++;
        else if (event.type === 'planned') count.planned++;
        else if (event.type === 'done') count.done++;
        else return;
        progress.report({
          message: l10n.t('notes {0}, images {1}/{2}', count.notes, count.done, count.planned),
        });
      };
      const jobHost = await work.jobHost(tree);
      return run(jobHost, notes(), { ...options, signal: controller.signal, onEvent });
    }),
  );
}
