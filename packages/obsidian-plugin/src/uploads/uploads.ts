import type { EditorView } from '@codemirror/view';
import { createLimit, DEFAULT_CONCURRENCY, type StoragePlan, toImbedError } from '@imbed/core';
import type { TFile } from 'obsidian';
import { type DeviceLimits, tooLarge } from '../device-limits.ts';
import { type EditorViews, fileOf } from '../editor/editor-views.ts';
import { type PillHost, redrawPills } from '../editor/pills.ts';
import { insertPlaceholders } from '../editor/placeholder.ts';
import { type KeepTaskInit, keepTask, saveDraft } from './keep-task.ts';
import { isPlaced } from './placed.ts';
import { findPlaceholder, finishInViews, finishOnDisk } from './placing.ts';
import { type Incoming, newTask, type Task, taskOf } from './task.ts';

export interface UploadsInit extends KeepTaskInit {
  readonly views: EditorViews;
  readonly limits: DeviceLimits;
  /** What becomes of images of this note; throws `config/*` and `note/invalid-settings`. */
  readonly planOf: (note: TFile, text: string) => StoragePlan | 'off';
}

/** The images that are on their way into notes. */
export interface Uploads extends Omit<PillHost, 'words'> {
  /**
   * Puts placeholders into the text at once, at `at` or in place of the selection; the rest happens while the person
   * goes on. What this device cannot bear is told of, and has no placeholder.
   */
  bring(view: EditorView, note: TFile, images: readonly Incoming[], plan: StoragePlan, at?: number): void;
  /**
   * Gives up on all of them, once each has its draft. Placeholders and drafts stay, to be tried again: what was cut out
   * may be pasted at the next start, too.
   */
  stop(): Promise<void>;
}

export function createUploads(init: UploadsInit): Uploads {
  const { vault, views, drafts, tell } = init;
  const tasks = new Map<string, Task>();
  const limit = createLimit(DEFAULT_CONCURRENCY);
  // Of its own: what waits for a slow store must be on the disk by then.
  const draftLimit = createLimit(init.limits.draftsAtOnce);
  const saving = new Set<Promise<boolean>>();

  function save(task: Task): Promise<boolean> {
    const saved = draftLimit(() => saveDraft(init, task));
    saving.add(saved);
    return saved.finally(() => saving.delete(saved));
  }

  function change(task: Task, state: Task['state']): void {
    task.state = state;
    redrawPills(views.all());
  }

  const isGivenUp = ({ state, controller }: Task) => state.status === 'running' && controller.signal.aborted;
  const isOver = ({ state, controller }: Task) => state.status === 'done' || controller.signal.aborted;

  /** Looked at before it is read: the attempt alone could end the app. */
  function isBorne({ name = '', size = 0 }: Incoming): boolean {
    const error = tooLarge(name, size, init.limits);
    if (error !== undefined) tell.problem(tell.words.notUploaded(name), error);
    return error === undefined;
  }

  async function run(task: Task): Promise<void> {
    try {
      const onPercent = (percent: number) => {
        if (!isOver(task)) change(task, { status: 'running', percent });
      };
      const hasDraft = await save(task);
      const link = await limit(() => keepTask(init, task, hasDraft, onPercent));
      if (isOver(task)) return;
      await finish(task.id, task.note, link, task);
    } catch (thrown) {
      // Its draft may have come after it was cancelled.
      if (task.state.status === 'done') await drafts.remove(task.id);
      if (isOver(task)) return;
      change(task, { status: 'failed' });
      const error = toImbedError(thrown);
      const isLost = error.code === 'source/not-found' && task.image.path === undefined;
      if (isLost) tell.lasting(tell.words.draftLost(task.name));
      else tell.problem(tell.words.notUploaded(task.name), error, task.plan.profile);
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
    if (plan !== 'off') return taskOf(id, found.name, image, note, plan);
    tell.info(tell.words.leftAloneHere);
    return undefined;
  }

  function begin(task: Task): void {
    tasks.set(task.id, task);
    change(task, { status: 'running' });
    void run(task);
  }

  function retry(id: string): void {
    const known = tasks.get(id);
    const task = known === undefined ? revive(id) : again(known);
    if (task !== undefined) begin(task);
  }

  function unlessUnusable(name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      tell.problem(tell.words.notUploaded(name), toImbedError(error));
    }
  }

  /** What was taken back is not to be seen by anyone; its bytes stay, since redo may bring it back. */
  async function giveUp(task: Task): Promise<void> {
    const isThere = await isPlaced(init, task.note, task.id).catch(() => true);
    if (!isThere && task.isTakenBack && task.state.status === 'running') task.controller.abort();
  }

  /** In the note that it is in by now, as that note has it; what was to stay in the vault stays there anywhere. */
  function again(task: Task): Task | undefined {
    const { id, name, image, note, plan } = task;
    const shown = findPlaceholder(views.all(), id);
    const place = shown && fileOf(shown.view);
    if (!shown || !place || place === note || plan.mode === 'local')
      return taskOf(id, name, image, place ?? note, plan);
    // Where it cannot begin, it waits to be tried again.
    change(task, { status: 'failed' });
    const planThere = init.planOf(place, shown.view.state.doc.toString());
    if (planThere !== 'off') return taskOf(id, name, image, place, planThere);
    tell.info(tell.words.leftAloneHere);
    return undefined;
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
      const started = images.filter(isBorne).map((image) => newTask(image, note, plan));
      if (started.length === 0) return;
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
      unlessUnusable(tasks.get(id)?.name ?? '', () => retry(id));
    },
    appeared(id) {
      const task = tasks.get(id);
      if (task === undefined) return;
      task.isTakenBack = false;
      if (task.state.status === 'done') finishInViews(views.all(), id, task.state.link);
      else if (isGivenUp(task)) unlessUnusable(task.name, () => retry(id));
    },
    disappeared(id, isByWriter) {
      const task = tasks.get(id);
      if (task === undefined) return;
      task.isTakenBack ||= isByWriter;
      if (task.isTakenBack) void giveUp(task);
    },
    async stop() {
      const all = [...tasks.values()];
      tasks.clear();
      for (const { controller } of all) controller.abort();
      await Promise.allSettled(saving);
    },
  };
}
