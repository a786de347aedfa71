import type { EditorView } from '@codemirror/view';
import {
  cancelled,
  createLimit,
  DEFAULT_CONCURRENCY,
  type ImbedError,
  type StoragePlan,
  toImbedError,
} from '@imbed/core';
import type { TFile } from 'obsidian';
import { type DeviceLimits, tooLarge } from '../device-limits.ts';
import { fileOf } from '../editor/editor-views.ts';
import { type PillHost, type Remover, redrawPills } from '../editor/pills.ts';
import { insertPlaceholders } from '../editor/placeholder.ts';
import { type KeepTaskInit, keepTask, saveDraft } from './keep-task.ts';
import { isPlaced } from './placed.ts';
import { findPlaceholder, finishInViews, finishOnDisk } from './placing.ts';
import { type Incoming, newTask, type Task } from './task.ts';
import { type TaskAgainInit, taskAgain } from './task-again.ts';

export interface UploadsInit extends KeepTaskInit, TaskAgainInit {
  readonly limits: DeviceLimits;
  /** Asks the person, who can say no. */
  readonly agree: (question: string) => Promise<boolean>;
  /** Called when an upload has begun, failed or ended. */
  readonly onChange: () => void;
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
  /** On their way, failed or given up. */
  const tasks = new Map<string, Task>();
  /** What takes the place of the others' placeholders, wherever these come to light; empty for a cancelled one. */
  const links = new Map<string, string>();
  const limit = createLimit(DEFAULT_CONCURRENCY);
  // Of its own: what waits for a slow store must be on the disk by then.
  const draftLimit = createLimit(init.limits.draftsAtOnce);
  const saving = new Set<Promise<boolean>>();

  function save(task: Task): Promise<boolean> {
    const saved = draftLimit(async () => {
      if (links.has(task.id)) throw cancelled('not-sent');
      return saveDraft(init, task);
    });
    saving.add(saved);
    return saved.finally(() => saving.delete(saved));
  }

  function change(task: Task, state: Task['state']): void {
    task.state = state;
    redrawPills(views.all());
  }

  const isGivenUp = ({ state, controller }: Task) => state.status === 'running' && controller.signal.aborted;
  const isOver = ({ id, controller }: Task) => links.has(id) || controller.signal.aborted;

  /** Looked at before it is read: the attempt alone could end the app. */
  function isBorne({ name = '', size = 0 }: Incoming): boolean {
    const error = tooLarge(name, size, init.limits);
    if (error !== undefined) tell.problem(tell.words.notUploaded(name), error);
    return error === undefined;
  }

  function begin(task: Task): void {
    tasks.set(task.id, task);
    change(task, { status: 'running' });
    init.onChange();
    void run(task);
  }

  async function run(task: Task): Promise<void> {
    try {
      const onPercent = (percent: number) => {
        if (!isOver(task)) change(task, { status: 'running', percent });
      };
      const hasDraft = await save(task);
      const link = await limit(() => keepTask(init, task, hasDraft, onPercent));
      if (isOver(task)) return;
      await finish(task.id, task.note, link, task.name);
    } catch (thrown) {
      // Its draft may have come after it was cancelled.
      if (links.has(task.id)) await drafts.remove(task.id);
      if (!isOver(task)) fail(task, toImbedError(thrown));
    }
  }

  function fail(task: Task, error: ImbedError): void {
    change(task, { status: 'failed' });
    init.onChange();
    const isLost = error.code === 'source/not-found' && task.image.path === undefined;
    if (isLost) tell.lasting(tell.words.draftLost(task.name));
    else tell.problem(tell.words.notUploaded(task.name), error, task.plan.profile);
  }

  /** Puts `link` in the place of the placeholder, in every editor that shows it, else in the file. Never rejects. */
  async function finish(id: string, note: TFile, link: string, name = ''): Promise<void> {
    links.set(id, link);
    // And with it the picture itself.
    tasks.delete(id);
    const onDisk = () => finishOnDisk(vault, note, id, link).catch(() => false);
    const isFound = finishInViews(views.all(), id, link) || (await onDisk());
    if (!isFound && link !== '') tell.withLink(tell.words.placeholderGone(name), link);
    await drafts.remove(id);
    init.onChange();
  }

  /** Nothing for what is under way or done: a list may show it as it was. */
  function retry(id: string): void {
    const known = tasks.get(id);
    if (links.has(id) || (known?.state.status === 'running' && !isGivenUp(known))) return;
    try {
      // Where it cannot begin, it waits to be tried again.
      if (known !== undefined) change(known, { status: 'failed' });
      const task = taskAgain(init, id, known);
      if (task !== undefined) begin(task);
    } catch (error) {
      tell.problem(tell.words.notUploaded(known?.name ?? ''), toImbedError(error));
    }
  }

  /** What was taken back is not to be seen by anyone; its bytes stay, since redo may bring it back. */
  async function giveUp(task: Task, by: Remover): Promise<void> {
    const isThere = await isPlaced(init, task.note, task.id).catch(() => true);
    if (isThere || !task.isTakenBack || isOver(task) || task.state.status !== 'running') return;
    task.controller.abort();
    if (by === 'unnamed') tell.info(tell.words.takenBack(task.name));
  }

  function cancel(id: string): void {
    const task = tasks.get(id);
    task?.controller.abort();
    const shown = findPlaceholder(views.all(), id);
    const note = task?.note ?? (shown && fileOf(shown.view));
    if (note) void finish(id, note, '');
  }

  /** Asks where no bytes would be left. */
  async function remove(id: string): Promise<void> {
    const task = tasks.get(id);
    const name = task?.name ?? findPlaceholder(views.all(), id)?.name ?? '';
    const isOnlyOne = task === undefined ? await drafts.has(id) : task.image.path === undefined;
    const isAgreed = !isOnlyOne || (await init.agree(tell.words.removeOnlyOne(name)));
    // Meanwhile it may have been tried again.
    if (isAgreed && tasks.get(id) === task && !links.has(id)) cancel(id);
  }

  return {
    bring(view, note, images, plan, at) {
      const started = images.filter(isBorne).map((image) => newTask(image, note, plan));
      if (started.length === 0) return;
      for (const task of started) tasks.set(task.id, task);
      view.dispatch(insertPlaceholders(view.state, started, at));
      for (const task of started) void run(task);
    },
    stateOf: (id) =>
      links.has(id) ? { status: 'running' } : (tasks.get(id)?.state ?? { status: 'unknown' }),
    cancel,
    remove: (id) => void remove(id),
    retry,
    appeared(id) {
      const link = links.get(id);
      if (link !== undefined) finishInViews(views.all(), id, link);
      const task = tasks.get(id);
      if (task === undefined) return;
      task.isTakenBack = false;
      if (isGivenUp(task)) retry(id);
    },
    disappeared(id, by) {
      const task = tasks.get(id);
      if (task === undefined) return;
      task.isTakenBack ||= by !== 'elsewhere';
      if (task.isTakenBack) void giveUp(task, by);
    },
    async stop() {
      const all = [...tasks.values()];
      tasks.clear();
      for (const { controller } of all) controller.abort();
      await Promise.allSettled(saving);
    },
  };
}
