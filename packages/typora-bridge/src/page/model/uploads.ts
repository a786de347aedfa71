import type { UploadPhase, UploadTask } from './model.ts';

export type UploadsEvent =
  /** In the order in which they were chosen. */
  | { readonly type: 'uploads/added'; readonly tasks: readonly UploadTask[] }
  | { readonly type: 'uploads/moved'; readonly id: number; readonly phase: UploadPhase }
  | { readonly type: 'uploads/dismissed'; readonly ids: readonly number[] };

/** The list of uploads, newest first. */
export function reduceUploads(tasks: readonly UploadTask[], event: UploadsEvent): readonly UploadTask[] {
  switch (event.type) {
    case 'uploads/added':
      return [...event.tasks.toReversed(), ...tasks];
    case 'uploads/moved':
      return tasks.map((task) => (task.id === event.id ? { ...task, phase: event.phase } : task));
    case 'uploads/dismissed':
      return tasks.filter(({ id }) => !event.ids.includes(id));
  }
}

/** Whether something still happens to it by itself. */
export function isUnderWay({ phase }: UploadTask): boolean {
  return phase.kind === 'waiting' || phase.kind === 'sending';
}

/** What can be copied, in the order in which it was chosen. */
export function storedIn(tasks: readonly UploadTask[]) {
  return tasks.flatMap(({ phase }) => (phase.kind === 'done' ? [phase.item] : [])).toReversed();
}
