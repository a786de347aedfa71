import { resolve } from 'node:path';
import {
  isImbedError,
  type JobEvent,
  type JobOptions,
  type JobReport,
  type Problem,
  type WorkspacePath,
} from '@imbed/core';
import { findWorkspaceRoot, type WorkspaceRoot, workspaceRootFor } from '@imbed/core/node';
import type { Args } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { reportError } from '../report.ts';
import { reportJob } from './job-report.ts';
import { type JobSession, openJobSession } from './job-session.ts';
import { jobWords } from './job-words.ts';
import { type PlannedLine, plannedText } from './planned-lines.ts';

type NoteWork = (
  session: JobSession,
  notes: AsyncIterable<WorkspacePath>,
  options: JobOptions,
) => Promise<JobReport>;

/** A job over the notes that `paths` mean, in the workspace around them. */
export function runJob(paths: readonly string[], args: Args, io: Io, work: NoteWork): Promise<ExitCode> {
  const root = workspaceRootFor(paths, process.cwd(), io.home());
  return withSession(root, args, io, async (session) => {
    const selection = session.select(paths);
    const notes: WorkspacePath[] = [];
    for await (const note of selection.notes) notes.push(note);
    const problems = selection.problems.map((error): Problem => ({ subject: error.facts.name ?? '', error }));
    return watched(notes.length, problems, args, io, (options) => work(session, listed(notes), options));
  });
}

export type WorkspaceWork = (session: JobSession, options: JobOptions) => Promise<JobReport>;

/** Commands for what the report left out, each as people type it. */
type FurtherCommands = (session: JobSession, report: JobReport) => Promise<readonly string[]>;

/** A job that is about the whole workspace around `path`. */
export function runWorkspaceJob(
  path: string,
  args: Args,
  io: Io,
  work: WorkspaceWork,
  furtherCommands: FurtherCommands = async () => [],
): Promise<ExitCode> {
  const root = findWorkspaceRoot(resolve(path), io.home());
  return withSession(root, args, io, async (session) => {
    let further: readonly string[] = [];
    const code = await watched(undefined, [], args, io, async (options) => {
      const report = await work(session, options);
      further = await furtherCommands(session, report);
      return report;
    });
    const { elsewhere } = jobWords(messageLocale(io.env));
    if (!args.has('quiet')) for (const command of further) io.warn(`imbed: ${elsewhere(command)}\n`);
    return code;
  });
}

async function withSession(
  root: WorkspaceRoot,
  args: Args,
  io: Io,
  work: (session: JobSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work(await openJobSession(root, args, io));
  } catch (error) {
    if (!isImbedError(error)) throw error;
    return reportError(error.code.startsWith('config/') ? 'config' : (error.facts.name ?? ''), error, io);
  }
}

/** Shows what happens while it does, and reports. */
async function watched(
  notes: number | undefined,
  problems: readonly Problem[],
  args: Args,
  io: Io,
  work: (options: JobOptions) => Promise<JobReport>,
): Promise<ExitCode> {
  const planned: PlannedLine[] = [];
  const { onEvent, stop } = await watcherFor(notes, planned, args, io);
  const report = await work({ dryRun: args.has('dry-run'), signal: io.signal, onEvent }).finally(stop);
  return reportJob({ ...report, problems: [...problems, ...report.problems] }, planned, args, io);
}

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

interface Watcher {
  onEvent(event: JobEvent): void;
  stop(): void;
}

/** A dry run tells what would be done as it finds it, for a person or for the document; a real one has a bar. */
async function watcherFor(
  notes: number | undefined,
  planned: PlannedLine[],
  args: Args,
  io: Io,
): Promise<Watcher> {
  if (args.has('dry-run')) return { onEvent: planListener(planned, args, io), stop: () => {} };
  const silent = io.terminal === undefined || args.has('quiet') || args.has('json');
  if (silent || io.terminal === undefined) return { onEvent: () => {}, stop: () => {} };
  const { createJobProgress } = await import('./job-progress.ts');
  return createJobProgress(io.terminal(), notes, jobWords(messageLocale(io.env)).progress);
}

function planListener(planned: PlannedLine[], args: Args, io: Io): Watcher['onEvent'] {
  const locale = messageLocale(io.env);
  return (event) => {
    if (event.type !== 'planned') return;
    const { type: _, ...line } = event;
    if (args.has('json')) planned.push(line);
    else io.print(plannedText(line, locale));
  };
}
