import type { KeptImage } from '../upload/keep-image.ts';
import { relativePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { StepResult } from './step.ts';

/** @param own the file that notes point at already, if it was one of the workspace */
export function resultOf(kept: KeptImage, own: WorkspacePath | undefined): StepResult {
  const { link, stored } = kept;
  return {
    target(note) {
      if (link.kind === 'remote') return link.url;
      return link.path === own ? undefined : relativePath(note.path, link.path);
    },
    reused: stored?.reused ?? false,
    ...troubleOf(kept),
  };
}

function troubleOf({
  waiting,
  localError,
}: KeptImage): Pick<StepResult, 'problem' | 'pending' | 'mirrorsWaiting'> {
  const [first] = waiting;
  // Without a copy in the workspace there is nothing that `sync` could upload.
  if (localError !== undefined) return { problem: first?.error ?? localError };
  if (first === undefined) return {};
  return waiting.every(({ role }) => role === 'mirror')
    ? { mirrorsWaiting: waiting }
    : { pending: first.error };
}
