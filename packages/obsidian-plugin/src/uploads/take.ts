import type { EditorView } from '@codemirror/view';
import { type StoragePlan, toImbedError } from '@imbed/core';
import { type Editor, type MarkdownFileInfo, MarkdownView, type Plugin, type TFile } from 'obsidian';
import { type DeviceLimits, tooLarge } from '../device-limits.ts';
import type { EditorViews } from '../editor/editor-views.ts';
import type { Tell } from '../tell.ts';
import { incomingOf } from './task.ts';
import { imagesIn } from './transfer.ts';
import type { Uploads } from './uploads.ts';

export interface TakeInit {
  readonly uploads: Uploads;
  readonly views: EditorViews;
  readonly tell: Tell;
  readonly limits: DeviceLimits;
  /** Until then the plugin stays out of the way. */
  readonly isSetUp: () => boolean;
  readonly planOf: (note: TFile, text: string) => StoragePlan | 'off';
}

/** A note that can take images, as it is open in an editor. */
export interface Desk {
  readonly view: EditorView;
  readonly note: TFile;
  readonly plan: StoragePlan;
}

/** `undefined` where images are to be left alone: cards of a canvas, notes that say so, settings that make no sense. */
export function deskOf(
  { views, tell, isSetUp, planOf }: TakeInit,
  editor: Editor,
  info: unknown,
): Desk | undefined {
  const view = views.of(editor);
  if (!(info instanceof MarkdownView) || info.file === null || view === undefined || !isSetUp())
    return undefined;
  try {
    const plan = planOf(info.file, editor.getValue());
    return plan === 'off' ? undefined : { view, note: info.file, plan };
  } catch (error) {
    tell.problem(tell.words.leftToObsidian, toImbedError(error));
    return undefined;
  }
}

/** What is pasted and dropped on this device, and nothing else: what sync brings was taken care of where it was pasted. */
export function registerPasteAndDrop(plugin: Plugin, init: TakeInit): void {
  const { workspace } = plugin.app;
  plugin.registerEvent(
    workspace.on('editor-paste', (event, editor, info) => {
      if (event.defaultPrevented || event.clipboardData === null) return;
      const take = taking(init, event.clipboardData, editor, info);
      if (take === undefined) return;
      event.preventDefault();
      take();
    }),
  );
  plugin.registerEvent(
    workspace.on('editor-drop', (event, editor, info) => {
      const isForObsidian = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || event.dataTransfer === null || isForObsidian) return;
      const take = taking(init, event.dataTransfer, editor, info, { x: event.clientX, y: event.clientY });
      if (take === undefined) return;
      event.preventDefault();
      take();
    }),
  );
}

/** What there is to do with it; `undefined` where it is left to Obsidian. */
function taking(
  init: TakeInit,
  transfer: DataTransfer,
  editor: Editor,
  info: MarkdownFileInfo,
  point?: { readonly x: number; readonly y: number },
): (() => void) | undefined {
  const files = imagesIn(transfer);
  const desk = files.length === 0 ? undefined : deskOf(init, editor, info);
  if (desk === undefined) return undefined;
  const [error] = files.flatMap(({ name, size }) => tooLarge(name, size, init.limits) ?? []);
  if (error !== undefined) {
    init.tell.problem(init.tell.words.leftToObsidian, error);
    return undefined;
  }
  const at = point && desk.view.posAtCoords(point);
  const origin = point === undefined ? 'paste' : 'drop';
  const images = files.map((file) => incomingOf(file, origin));
  return () => init.uploads.bring(desk.view, desk.note, images, desk.plan, at ?? undefined);
}
