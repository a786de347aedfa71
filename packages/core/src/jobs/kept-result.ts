import type { KeptImage } from '../upload/keep-image.ts';
import { relativePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { StepResult } from './step.ts';

/** @param own the file that notes point at already, if it was one of the workspace */
export function resultOf(
  { link, stored, waiting, localError }: KeptImage,
  own: WorkspacePath | undefined,
): StepResult {
  const [first] = waiting;
  // Without a copy in the workspace there is nothing that `sync` could upload.
  const trouble = first && (localError === undefined ? { pending: first.error } : { problem: first.error });
  return {
    target(note) {
      if (link.kind === 'remote') return link.url;
      return link.path === own ? undefined : relativePath(note.path, link.path);
    },
    reused: stored?.reused ?? false,
    ...(localError && { problem: localError }),
    ...trouble,
  };
}
