import type { ImbedError } from '../errors.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import type { Waiting } from '../upload/keep-image.ts';
import type { StoragePlan } from '../upload/storage-plan.ts';
import type { Note } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';

/**
 * `upload` a local image, `re-host` a foreign one, `download` a remote one, `copy` from store to store,
 * `link`: nothing but the link has to change, `record` where a local copy is, `trash` a file that nobody refers to
 * any more, `quarantine` such an object, `restore` either from there, `forget` what waits for bytes that are lost, or that no note shows.
 */
export const stepKinds = [
  'upload',
  're-host',
  'download',
  'copy',
  'link',
  'record',
  'trash',
  'quarantine',
  'restore',
  'forget',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step as people are told of it. */
export interface PlannedStep {
  readonly kind: StepKind;
  /** What it is about: a path or an address without its query. */
  readonly subject: string;
  /** Where the reference will point, as far as that is known. */
  readonly target?: string;
}

export function plannedStep({ kind, subject, expected: target }: Step): PlannedStep {
  return { kind, subject, ...(target !== undefined && { target }) };
}

/** What a job has to do before a reference may point elsewhere. */
export interface Step {
  readonly kind: StepKind;
  /** What it is about, for people: a path or an address without its query. */
  readonly subject: string;
  /** Steps of the same identity are done once a job, whatever notes they come from. */
  readonly identity: string;
  /** For the dry run: where the reference will point; what it has where that stays. Absent: not known before. */
  readonly expected?: string;
  /** Rejects with an `ImbedError`: the reference then stays as it is. Safe to do again. */
  perform(signal: AbortSignal | undefined): Promise<StepResult>;
}

export interface StepResult {
  /** Decoded target for this note; `undefined` leaves the reference as it is. */
  target(note: Note): string | undefined;
  /** There was nothing left to do. */
  readonly reused: boolean;
  /** Why the image has to wait for the next `sync`. */
  readonly pending?: ImbedError;
  /** Records that this note waits for it, too. */
  waitsIn?(note: WorkspacePath): Promise<void>;
  /** Mirrors that wait for the next `sync` to have the image, which is where its notes link it. */
  readonly mirrorsWaiting?: readonly Waiting[];
  /** What went wrong beside that, such as no local copy where there should be one. */
  readonly problem?: ImbedError;
}

/** A note with what its front matter and its folder say about it. */
export interface PlannedNote extends Note {
  readonly plan: StoragePlan;
}

/** The mind of a job that changes notes: looks at one reference, reads, and decides. */
export interface Rewriting {
  /** `undefined` leaves the reference alone. Rejects where the reference cannot be understood: that is a problem. */
  plan(reference: ImageReference, note: PlannedNote): Promise<Step | undefined>;
}
