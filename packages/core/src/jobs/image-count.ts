import type { StepCounts } from './job.ts';
import type { StepKind } from './step.ts';

/** What follows on another step for the same image, and what leaves an image where it is. */
const besideImages: ReadonlySet<StepKind> = new Set(['link', 'trash', 'forget']);

/** Whether such a step brings one image to where it belongs, for counts that people read. */
export function isImageStep(kind: StepKind): boolean {
  return !besideImages.has(kind);
}

/** Images that a job did something for; what was forgotten is none of them. */
export function imageCount(steps: StepCounts): number {
  const counts = Object.entries(steps) as [StepKind, number][];
  return counts.reduce((sum, [kind, count]) => sum + (isImageStep(kind) ? count : 0), 0);
}
