import { type ImbedError, imageCount, type JobReport, type Problem } from '@imbed/core';
import { l10n, window } from 'vscode';
import type { CommandHost } from './command-host.ts';
import { showReport } from './show-report.ts';

/** What may follow on a job, whichever came after it and whichever folder is in front by then. */
export interface NextSteps {
  /** This job. */
  takeBack?(): Promise<void>;
  /** Images that are nowhere any more. */
  forgetLost?(): Promise<void>;
}

/** Says how a job went, and of what went wrong the first; all of it is in a report. */
export function tellReport(
  { work, troubles }: CommandHost,
  title: string,
  report: JobReport,
  { takeBack, forgetLost }: NextSteps,
): void {
  const { problems, notices, undo, partlyUndone } = report;
  const summary = `${title}: ${summaryOf(report)}`;
  // Where nothing was done, the reason may be all that there is to know.
  const [first] = isNothing(report) ? notices : problems;
  const text = first === undefined ? summary : `${summary} ${lineOf(first, work.words)}`;
  const hasReport = problems.length + notices.length > 0;
  const hasLost = problems.some(({ error }) => error.code === 'sync/bytes-lost');
  const steps: readonly (readonly [button: string, step: (() => Promise<void>) | undefined])[] = [
    [
      l10n.t('Show report'),
      hasReport ? () => showReport(title, reportText(title, report, work.words)) : undefined,
    ],
    [l10n.t('Forget lost images'), hasLost ? forgetLost : undefined],
    [l10n.t('Undo'), undo === undefined ? undefined : takeBack],
  ];
  const offered = steps.filter(([, step]) => step !== undefined);
  const isWell = problems.length === 0 && partlyUndone === undefined;
  const show = isWell ? window.showInformationMessage : window.showWarningMessage;
  // Nobody waits until it is read.
  void show(text, ...offered.map(([button]) => button)).then(async (chosen) => {
    const [, step] = offered.find(([button]) => button === chosen) ?? [];
    await step?.().catch(troubles.show);
  });
}

type Words = (error: ImbedError) => string;

function isNothing({ steps, changed, pending, problems }: JobReport): boolean {
  const { forget = 0 } = steps;
  return imageCount(steps) + forget + changed + pending + problems.length === 0;
}

function summaryOf(report: JobReport): string {
  const { steps, changed, pending, problems, cancelled } = report;
  const images = imageCount(steps);
  const { forget = 0 } = steps;
  const parts = [
    ...(isNothing(report) ? [l10n.t('There was nothing to do.')] : []),
    ...(images > 0 ? [l10n.t('Images done: {0}.', images)] : []),
    ...(forget > 0 ? [l10n.t('Images not waited for any more: {0}.', forget)] : []),
    ...(changed > 0 ? [l10n.t('Notes changed: {0}.', changed)] : []),
    ...(pending > 0 ? [l10n.t('Images that wait for the store: {0}.', pending)] : []),
    ...(problems.length > 0 ? [l10n.t('Problems: {0}.', problems.length)] : []),
    ...(cancelled ? [l10n.t('Stopped before the end.')] : []),
  ];
  return parts.join(' ');
}

function lineOf({ note, line, subject, mirror, error }: Problem, words: Words): string {
  const place = [note, line].filter((part) => part !== undefined).join(':');
  const about = [place, subject, mirror].filter((part) => part !== undefined && part !== '');
  return `${[...new Set(about)].join(' · ')}: ${words(error)}`;
}

function reportText(title: string, report: JobReport, words: Words): string {
  const { problems, notices } = report;
  const section = (heading: string, all: readonly Problem[]) =>
    all.length === 0 ? [] : ['', `## ${heading}`, '', ...all.map((one) => `- ${lineOf(one, words)}`)];
  return [
    `# ${title}`,
    '',
    summaryOf(report),
    ...section(l10n.t('Problems'), problems),
    ...section(l10n.t('Good to know'), notices),
    '',
  ].join('\n');
}
