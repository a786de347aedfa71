import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ImbedError, runPullJob, type TargetFolder } from '@imbed/core';
import { createNodeWorkspace, makeFolder } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runJob, runWorkspaceJob } from '../jobs/run-job.ts';

/** `imbed pull`: the images of notes, or all objects of the bucket, into a folder. */
export async function pull(args: Args, io: Io): Promise<ExitCode> {
  const { operands } = args;
  const all = args.has('all');
  const into = args.value('into');
  const prefix = args.value('prefix');
  if (!into) throw new UsageError('--into DIR is needed');
  if (all === operands.length > 0) throw new UsageError('either PATH... or --all is needed');
  if (prefix !== undefined && !all) throw new UsageError('--prefix belongs to --all');
  const folder = () => openFolder(resolve(into), args.has('dry-run'));
  if (all)
    return runWorkspaceJob('.', args, io, ({ host }, options) =>
      runPullJob(host, { all, ...(prefix !== undefined && { prefix }) }, { ...options, into: folder() }),
    );
  const foreign = args.has('foreign');
  return runJob(operands, args, io, ({ host }, notes, options) =>
    runPullJob(host, { notes }, { ...options, into: folder(), foreign }),
  );
}

/** A folder of files is what a workspace is, too. */
function openFolder(path: string, isDryRun: boolean): TargetFolder {
  if (isDryRun && !existsSync(path)) return nothingThere;
  try {
    makeFolder(path, 0o777);
  } catch (cause) {
    throw new ImbedError('local/write-failed', { name: path }, { cause });
  }
  return createNodeWorkspace(path);
}

const nothingThere: TargetFolder = {
  size: async () => undefined,
  read: async (name) => Promise.reject(new ImbedError('source/not-found', { name })),
  create: async (name) => Promise.reject(new ImbedError('local/write-failed', { name })),
};
