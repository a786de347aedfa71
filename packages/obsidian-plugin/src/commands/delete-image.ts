import {
  applyEdits,
  carryOutDeletion,
  type Deletion,
  planDeletion,
  removalEdits,
  toImbedError,
  type WorkspacePath,
} from '@imbed/core';
import type { App } from 'obsidian';
import { nameInKey } from '../key-name.ts';
import type { Tell } from '../tell.ts';
import { AnsweredModal } from './answered-modal.ts';
import type { JobsInit } from './run-job.ts';

/** Where somebody pointed at an image. */
export interface DeletionWish {
  readonly url: string;
  /** The note from which it is deleted, whose links to it go as well. */
  readonly note?: WorkspacePath;
}

/**
 * Deletes an image from its store, after a look at everything in the vault that shows it, and a yes. Never rejects.
 */
export async function deleteImage(init: JobsInit, wish: DeletionWish): Promise<void> {
  const { app, tell, isSetUp } = init;
  const { words } = tell;
  if (!isSetUp()) return tell.info(words.notSetUp);
  const controller = new AbortController();
  const progress = tell.progress(words.deletion.looking, () => controller.abort());
  try {
    const jobHost = init.session().jobHost();
    const plan = await planDeletion(jobHost, wish.url, { signal: controller.signal });
    progress.end();
    if (plan === undefined) return tell.info(words.notOurs);
    if (!(await agreed(app, plan, wish, tell))) return;
    await carryOutDeletion(jobHost, plan);
    if (wish.note !== undefined) await removeLinks(init, wish.note, wish.url);
    tell.info(words.deletion.done(nameInKey(plan.key)));
  } catch (error) {
    progress.end();
    const problem = toImbedError(error);
    if (problem.code !== 'cancelled') tell.problem('', problem);
  }
}

function agreed(app: App, plan: Deletion, { note }: DeletionWish, { words }: Tell): Promise<boolean> {
  const { key, profile, mentions, copies, isComplete, mirrors } = plan;
  const { deletion } = words;
  const others = mentions.filter(({ path }) => path !== note);
  return new Promise((resolve) => {
    const modal = new AnsweredModal(app, deletion.title(nameInKey(key)), resolve);
    const say = (text: string, cls?: string) =>
      modal.contentEl.createEl('p', { text, ...(cls !== undefined && { cls }) });
    say(deletion.place(profile.store.bucket, key));
    if (note !== undefined) say(deletion.here);
    if (others.length > 0) {
      say(deletion.shownIn, 'imbed-warning');
      const list = modal.contentEl.createEl('ul', { cls: 'imbed-report' });
      for (const { path, lines } of others)
        list.createEl('li', { text: deletion.line(path, lines.join(', ')) });
    } else say(deletion.shownNowhere);
    if (!isComplete) say(deletion.incomplete, 'imbed-warning');
    if (mirrors.length > 0) say(deletion.mirrors(mirrors.map((one) => one.profile.name).join(', ')));
    const [copy] = copies;
    say(copy === undefined ? deletion.noCopy : deletion.copyStays(copy));
    modal.ask(deletion.delete, words.cancel, true);
  });
}

/** As one change, which undo takes back as far as the text goes. */
async function removeLinks({ session }: JobsInit, path: WorkspacePath, url: string): Promise<void> {
  const { workspace } = session().jobHost();
  const note = await workspace.readNote(path);
  const edits = removalEdits(note.text, url);
  if (edits.length > 0) await workspace.writeNote(note, applyEdits(note.text, edits));
}
