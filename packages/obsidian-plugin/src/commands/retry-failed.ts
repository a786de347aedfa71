import { MarkdownView, type Plugin } from 'obsidian';
import { placeholdersIn } from '../editor/placeholder.ts';
import type { Tell } from '../tell.ts';
import type { Uploads } from '../uploads/uploads.ts';

/** A command for what pills offer one by one: all uploads of the note that failed or were interrupted, once more. */
export function registerRetryFailed(
  plugin: Plugin,
  { uploads, tell }: { readonly uploads: Pick<Uploads, 'stateOf' | 'retry'>; readonly tell: Tell },
): void {
  plugin.addCommand({
    ...{ id: 'retry-failed', name: tell.words.retryFailed },
    checkCallback(isAsked) {
      const view = plugin.app.workspace.getActiveViewOfType(MarkdownView);
      const ids = placeholdersIn(view?.editor.getValue() ?? '').map(({ id }) => id);
      const failed = ids.filter((id) => uploads.stateOf(id).status !== 'running');
      if (!isAsked) for (const id of failed) uploads.retry(id);
      return failed.length > 0;
    },
  });
}
