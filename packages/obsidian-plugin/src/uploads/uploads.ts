import type { EditorView } from '@codemirror/view';
import { createLimit, DEFAULT_CONCURRENCY, type StoragePlan, toImbedError } from '@imbed/core';
import type { TFile } from 'obsidian';
import { type EditorViews, fileOf } from '../editor/editor-views.ts';
import { type PillHost, redrawPills } from '../editor/pills.ts';
import { insertPlaceholders } from '../editor/placeholder.ts';
import { type KeepTaskInit, keepTask } from './keep-task.ts';
import { findPlaceholder, finishInViews, finishOnDisk } from './placing.ts';
import { type Incoming, newTask, type Task, taskOf } from './task.ts';

export interface UploadsInit extends KeepTaskInit {
  readonly views: EditorViews;
  /** What becomes of images of this note; throws `config/*` and `note/invalid-settings`. */
  readonly planOf: (note: TFile, text: string) => StoragePlan | 'off';
}

/** The images that are on their way into notes. */
export interface Uploads extends Omit<PillHost, 'words'> {
  /**
   * Puts placeholders into the text at once, at `at` or in place of the selection; the rest happens while the person
   * goes on.
   */
  bring(view: EditorView, note: TFile, images: readonly Incoming[], plan: StoragePlan, at?: number): void;
  /** Gives up on all of them. Their placeholders and drafts stay, to be tried again. */
  stop(): void;
}

export function createUploads(init: UploadsInit): Uploads {
  const { vault, views, drafts, tell } = init;
  const tasks = new Map<string, Task>();
  const limit = createLimit(DEFAULT_CONCURRENCY);

  function change(task: Task, state: Task['state']): void {
    task.state = state;
    redrawPills(views.all());
  }

  const isOver = ({ state, controller }: Task) => state.status === 'done' || controller.signal.aborted;

  async function run(task: Task): Promise<void> {
    try {
      const onPercent = (percent: number) => {
        if (!isOver(task)) change(task, { status: 'running', percent });
      };
      const link = await limit(() => keepTask(init, task, onPercent));
      if (isOver(task)) return;
      await finish(task.id, task.note, link, task);
    } catch (thrown) {
      if (isOver(task)) return;
      change(task, { status: 'failed' });
      tell.problem(tell.words.notUploaded(task.name), toImbedError(thrown), task.plan.profile);
    }
  }

  /** Puts `link` in the place of the placeholder, in every editor that shows it, else in the file. Never rejects. */
  async function finish(id: string, note: TFile, link: string, task?: Task): Promise<void> {
    if (task !== undefined) task.state = { status: 'done', link };
    const onDisk = () => finishOnDisk(vault, note, id, link).catch(() => false);
    const isFound = finishInViews(views.all(), id, link) || (await onDisk());
    if (!isFound && link !== '') tell.withLink(tell.words.placeholderGone(task?.name ?? ''), link);
    await drafts.remove(id);
  }

  /** What an earlier run of the app began, with the bytes that it left on the disk. */
  function revive(id: string): Task | undefined {
    const found = findPlaceholder(views.all(), id);
    const note = found && fileOf(found.view);
    if (!found || !note) return undefined;
    const plan = init.planOf(note, found.view.state.doc.toString());
    const image: Incoming = { name: found.name, origin: 'paste', read: () => drafts.read(id) };
    return plan === 'off' ? undefined : taskOf(id, found.name, image, note, plan);
  }

  function retry(id: string): void {
    const task = tasks.get(id) ?? revive(id);
    if (task === undefined) return;
    tasks.set(id, task);
    change(task, { status: 'running' });
    void run(task);
  }

  function remove(id: string): void {
    const task = tasks.get(id);
    task?.controller.abort();
    const shown = findPlaceholder(views.all(), id);
    const note = task?.note ?? (shown && fileOf(shown.view));
    if (note) void finish(id, note, '', task);
  }

  return {
    bring(view, note, images, plan, at) {
      const started = images.map((image) => newTask(image, note, plan));
      for (const task of started) tasks.set(task.id, task);
      view.dispatch(insertPlaceholders(view.state, started, at));
      for (const task of started) void run(task);
    },
    stateOf(id) {
      const state = tasks.get(id)?.state ?? { status: 'unknown' };
      return state.status === 'done' ? { status: 'running' } : state;
    },
    cancel: remove,
    remove,
    retry(id) {
      try {
        retry(id);
      } catch (error) {
        tell.problem(tell.words.notUploaded(''), toImbedError(error));
      }
    },
    appeared(id) {
      const state = tasks.get(id)?.state;
      if (state?.status === 'done') finishInViews(views.all(), id, state.link);
    },
    stop() {
      for (const { controller } of tasks.values()) controller.abort();
    },
  };
}
