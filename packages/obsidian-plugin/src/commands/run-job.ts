import {
  imageCount,
  isImageStep,
  type JobEvent,
  type JobHost,
  type JobOptions,
  type JobReport,
  type Problem,
  toImbedError,
} from '@imbed/core';
import type { App } from 'obsidian';
import type { Session } from '../session.ts';
import type { Tell } from '../tell.ts';
import { explained } from '../words.ts';
import { showProblems } from './modals.ts';
import { type NotePreview, previewed } from './preview.ts';

export interface JobsInit {
  readonly app: App;
  readonly tell: Tell;
  /** Resolves when the settings were read: a pane may be there before. */
  readonly ready: Promise<void>;
  readonly isSetUp: () => boolean;
  /** Throws `config/*`. */
  readonly session: () => Session;
}

export type JobWork = (host: JobHost, options: JobOptions) => Promise<JobReport>;

/** Does a job where everybody can see it, and stop it. What went wrong is listed at the end. Never rejects. */
export async function runJob(init: JobsInit, work: JobWork): Promise<void> {
  const { app, tell } = init;
  const report = await watched(init, work, false);
  if (report === undefined) return;
  tell.info(summaryOf(report, tell));
  if (report.problems.length > 0) showProblems(app, report.problems, tell.words, tell.locale);
}

/** The same, after a look at what would be done, and a yes. */
export async function runAfterAsking(init: JobsInit, work: JobWork): Promise<void> {
  const { app, tell } = init;
  const notes: NotePreview[] = [];
  const plan = await watched(init, work, true, (event) => {
    if (event.type === 'note') notes.push(event);
  });
  if (plan === undefined || plan.cancelled) return;
  if (plan.changed === 0 && imageCount(plan.steps) === 0) {
    tell.info(plan.leftAlone === undefined ? tell.words.nothingToDo : summaryOf(plan, tell));
    if (plan.problems.length > 0) showProblems(app, plan.problems, tell.words, tell.locale);
    return;
  }
  notes.sort((a, b) => a.note.localeCompare(b.note));
  // What undo puts back has no steps.
  const changing = notes.filter(({ steps }) => steps.length > 0);
  if (await previewed(app, changing.length > 0 ? changing : notes, plan, tell)) await runJob(init, work);
}

async function watched(
  { tell, isSetUp, session }: JobsInit,
  work: JobWork,
  dryRun: boolean,
  onEvent: (event: JobEvent) => void = () => undefined,
): Promise<JobReport | undefined> {
  const { words } = tell;
  if (!isSetUp()) {
    tell.info(words.notSetUp);
    return undefined;
  }
  const controller = new AbortController();
  const progress = tell.progress(words.working(0, 0), () => controller.abort());
  let [notes, images] = [0, 0];
  const options: JobOptions = {
    ...{ dryRun, signal: controller.signal },
    onEvent(event) {
      const { type } = event;
      if (type === 'note') notes += 1;
      else if (type === 'done' || type === 'planned')
        images += isImageStep(event.kind) && (type === 'done' || dryRun) ? 1 : 0;
      progress.say(words.working(notes, images));
      onEvent(event);
    },
  };
  try {
    return await work(session().jobHost(), options);
  } catch (error) {
    tell.problem('', toImbedError(error));
    return undefined;
  } finally {
    progress.end();
  }
}

/** Nothing was done, for a reason that is told. */
function isLeftAlone({ notes, leftAlone = 0, steps, changed }: JobReport): boolean {
  const isForgotten = steps.forget !== undefined && imageCount(steps) + changed === 0;
  return isForgotten || (notes > 0 && leftAlone === notes);
}

function isNotShown({ error }: Problem): boolean {
  return error.code === 'sync/not-shown';
}

function summaryOf(report: JobReport, { words, locale }: Tell): string {
  const lines = [
    ...(isLeftAlone(report) ? [] : [words.report(imageCount(report.steps), report.changed)]),
    ...(report.steps.forget === undefined ? [] : [words.forgotten(report.steps.forget)]),
    ...(report.leftAlone === undefined ? [] : [words.notesLeftAlone(report.leftAlone)]),
    ...report.notices.filter(isNotShown).map(({ error }) => explained(error, locale).message),
    ...(report.pending > 0 ? [words.pending(report.pending)] : []),
    ...(report.problems.length > 0 ? [words.problems(report.problems.length)] : []),
    ...(report.cancelled ? [words.stopped] : []),
  ];
  return lines.join(' ');
}
