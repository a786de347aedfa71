import {
  explain,
  type JobReport,
  type MessageLocale,
  type Problem,
  type StepKind,
  stepKinds,
} from '@imbed/core';
import type { Args } from '../args.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { failureLine } from '../report.ts';
import { shellWord } from '../setup/shell-word.ts';
import { jobWords } from './job-words.ts';
import type { PlannedLine } from './planned-lines.ts';

/**
 * A summary on standard output and a line a problem beside it; with `--json` one document. Exit code 1 when there is
 * any problem: an image that waits for the next `sync` is one, too. Notices are told like problems, and are none.
 */
export function reportJob(report: JobReport, planned: readonly PlannedLine[], args: Args, io: Io): ExitCode {
  const locale = messageLocale(io.env);
  const dryRun = args.has('dry-run');
  const told = args.has('quiet') ? report.problems : [...report.notices, ...report.problems];
  for (const problem of told) io.warn(problemLine(problem, locale));
  if (args.has('json')) io.print(jsonDocument(report, planned, dryRun, locale));
  else if (!args.has('quiet')) io.print(summary(report, dryRun, args, io));
  if (report.cancelled) return exitCodes.interrupted;
  return report.problems.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function problemLine({ note, line, subject, mirror, error }: Problem, locale: MessageLocale): string {
  const place = [note, line].filter((part) => part !== undefined).join(':');
  const about = place === '' || place === subject ? subject : `${place}: ${subject}`;
  return failureLine(about, error, (one) => {
    const { message, hint } = explain(one, locale);
    return { message: mirror === undefined ? message : jobWords(locale).mirror(mirror, message), hint };
  });
}

function summary(report: JobReport, dryRun: boolean, args: Args, io: Io): string {
  const words = jobWords(messageLocale(io.env));
  const { notes, changed, reused, pending, problems } = report;
  const done = stepKinds.flatMap((kind) =>
    newSteps(kind, report) > 0 ? words.stepCount(kind, newSteps(kind, report)) : [],
  );
  const there = stepKinds.reduce((sum, kind) => sum + (reused[kind] ?? 0), 0);
  const counts = [
    words.notes(notes, changed, dryRun),
    ...(dryRun ? [] : done),
    ...(there > 0 ? [words.reused(there)] : []),
    ...(pending > 0 ? [words.pending(pending)] : []),
    ...(problems.length > 0 ? [words.problems(problems.length)] : []),
  ];
  const hints = [
    ...(report.cancelled ? [words.stopped] : []),
    ...(dryRun ? [words.dryRunHint] : []),
    ...(report.undo !== undefined && !dryRun ? [words.undoHint] : []),
    ...(report.partlyUndone !== undefined
      ? [words.partlyUndone(undoCommand(report.partlyUndone, args, io))]
      : []),
  ];
  return [`${counts.join(words.separator)}${words.end}`, ...hints, ''].join('\n');
}

function undoCommand(file: string, args: Args, { platform }: Io): string {
  const folder = args.value('in');
  const place = folder === undefined ? [] : ['--in', shellWord(folder, platform)];
  return ['imbed', 'undo', ...place, file].join(' ');
}

/** Of a dry run all that are planned. */
function newSteps(kind: StepKind, { steps, reused }: JobReport): number {
  return (steps[kind] ?? 0) - (reused[kind] ?? 0);
}

function jsonDocument(
  { problems, notices, cancelled, ...counts }: JobReport,
  planned: readonly PlannedLine[],
  dryRun: boolean,
  locale: MessageLocale,
): string {
  const told = ({ error, ...place }: Problem) => {
    const { message, hint } = explain(error, locale);
    return { ...place, error: { code: error.code, message, hint } };
  };
  const document = {
    dryRun,
    cancelled: cancelled === true,
    ...counts,
    ...(dryRun && { planned }),
    notices: notices.map(told),
    problems: problems.map(told),
  };
  return `${JSON.stringify(document)}\n`;
}
