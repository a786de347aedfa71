import type { StoragePlan } from '@imbed/core';
import type { TFile } from 'obsidian';
import { type EditorViews, fileOf } from '../editor/editor-views.ts';
import type { Tell } from '../tell.ts';
import type { Drafts } from './drafts.ts';
import { findPlaceholder } from './placing.ts';
import { type Task, taskOf } from './task.ts';

export interface TaskAgainInit {
  readonly views: EditorViews;
  readonly drafts: Drafts;
  readonly tell: Tell;
  /** What becomes of images of this note; throws `config/*` and `note/invalid-settings`. */
  readonly planOf: (note: TFile, text: string) => StoragePlan | 'off';
}

/**
 * One more try, in the note that shows the placeholder by now, as that note has it; what was to stay in the vault stays
 * there anywhere. Throws as `planOf` does.
 * @param known absent for what an earlier run of the app began, whose bytes are on the disk
 * @returns `undefined` where there is no placeholder, and where images are left alone, which is told
 */
export function taskAgain(init: TaskAgainInit, id: string, known?: Task): Task | undefined {
  const { views, drafts, tell } = init;
  const shown = findPlaceholder(views.all(), id);
  const place = shown && fileOf(shown.view);
  if (known !== undefined && (!place || place === known.note || known.plan.mode === 'local'))
    return taskOf(id, known.name, known.image, place ?? known.note, known.plan);
  if (!shown || !place) return undefined;
  const plan = init.planOf(place, shown.view.state.doc.toString());
  const { name, image } = known ?? {
    name: shown.name,
    image: { name: shown.name, origin: 'paste', read: () => drafts.read(id) },
  };
  if (plan !== 'off') return taskOf(id, name, image, place, plan);
  tell.info(tell.words.leftAloneHere);
  return undefined;
}
