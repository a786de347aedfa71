import type { ImbedError } from '../errors.ts';
import type { WorkspaceLedger } from '../ledger/workspace-ledger.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import type { Clock, DigestsPort, Logger, RandomSource } from '../ports.ts';
import type { Settings } from '../settings/profile.ts';
import type { OpenProfiles } from '../upload/open-profiles.ts';
import type { ReadLimits, Workspace, WorkspaceRecords } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { PlannedStep, StepKind } from './step.ts';

/** What a host brings to a job. */
export interface JobHost {
  readonly workspace: Workspace;
  /** Something says that the workspace is one, so that all who may show its images are in it. */
  readonly marked: boolean;
  readonly records: WorkspaceRecords;
  readonly ledger: WorkspaceLedger;
  readonly settings: Settings;
  /** `failingFast`, made for this one job. */
  readonly profiles: OpenProfiles;
  /** An image of the web, as a browser would get it; rejects with `source/download-failed` and its kin. */
  download(url: string, limits: ReadLimits): Promise<Uint8Array>;
  readonly clock: Clock;
  readonly digests: DigestsPort;
  readonly random: RandomSource;
  readonly logger: Logger;
}

export type JobName = 'note' | 'flip' | 'pull' | 'sync' | 'migrate' | 'check' | 'undo';

export interface JobOptions {
  /** Plans and reports, and changes nothing anywhere. */
  readonly dryRun?: boolean;
  /** Leaves all other references alone; every one is looked at when absent. */
  readonly only?: (reference: ImageReference) => boolean;
  /** In the drafts of a dry run: stands for addresses that nobody knows before the upload; absent: the old target. */
  readonly standIn?: string;
  readonly signal?: AbortSignal;
  /** Called as things happen; must not throw. */
  readonly onEvent?: (event: JobEvent) => void;
}

export type JobEvent =
  /** A note was read and has these steps, each once; others may share them. */
  | { readonly type: 'note'; readonly note: WorkspacePath; readonly steps: readonly PlannedStep[] }
  /** A step was decided on; in a dry run nothing more happens to it. */
  | ({ readonly type: 'planned'; readonly note?: WorkspacePath } & PlannedStep)
  /** A step is over, well or not; `reused` when there was nothing left to do for it. */
  | { readonly type: 'done'; readonly kind: StepKind; readonly subject: string; readonly reused: boolean }
  | { readonly type: 'written'; readonly note: WorkspacePath }
  /** Only in a dry run: a note as it is, and as it would be. */
  | { readonly type: 'draft'; readonly note: WorkspacePath; readonly before: string; readonly after: string }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'notice'; readonly notice: Problem };

/** What went wrong in one place; the job went on without it. */
export interface Problem {
  readonly note?: WorkspacePath;
  /** First line of the reference in its note, from 1. */
  readonly line?: number;
  /** The image as the note writes it, or a path. */
  readonly subject: string;
  /** Name of the profile, where it is only a mirror that has no copy. */
  readonly mirror?: string;
  readonly error: ImbedError;
}

export type StepCounts = Readonly<Partial<Record<StepKind, number>>>;

export interface JobReport {
  /** Notes that were read. */
  readonly notes: number;
  /** Notes that were written; in a dry run, those that would be. */
  readonly changed: number;
  /** Steps that were done, in a dry run those that would be, by kind; each once, however many notes share it. */
  readonly steps: StepCounts;
  /** Those of them that had nothing left to do: the image was there already. */
  readonly reused: StepCounts;
  /** Images that wait for the next `sync`, if only to get to a mirror. */
  readonly pending: number;
  readonly problems: readonly Problem[];
  /** Notes whose images are to be left alone, as they or the settings say (`off`); absent when there are none. */
  readonly leftAlone?: number;
  /** What people should know though nothing went wrong, in the form of problems. */
  readonly notices: readonly Problem[];
  /** Somebody stopped the job; done again, it goes on where this one ended. */
  readonly cancelled?: true;
  /** Name of the undo file among the records; absent when nothing was changed. */
  readonly undo?: string;
  /** Name among the records of the job that `undo` could not put back whole. */
  readonly partlyUndone?: string;
}
