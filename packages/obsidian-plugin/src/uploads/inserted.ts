import { EditorView, type ViewUpdate } from '@codemirror/view';
import { findImages, type ImageReference, targetKind } from '@imbed/core';
import { getLinkpath, Platform, type Plugin, TFile } from 'obsidian';
import { isImageFile } from '../adapters/vault-image-source.ts';
import { upload } from '../commands/job-works.ts';
import { type JobsInit, type JobWork, runJob } from '../commands/run-job.ts';
import { fileOf } from '../editor/editor-views.ts';
import { isOfWriter } from '../editor/pills.ts';

export interface InsertedInit extends JobsInit {
  /** Whether the person wants it. */
  isWanted(): boolean;
  /** Whether the plugin itself makes this file: what a job downloads is no insertion. */
  isOurs(path: string): boolean;
}

/** An image whose upload is under way, as its note shows it. */
interface Taken {
  readonly note: TFile;
  readonly link: string;
  readonly controller: AbortController;
}

/** How long after it appeared in the vault a file still counts as new, in milliseconds: the toolbar links it at once. */
const NEW_FOR_MS = 60_000;

/**
 * On phones the toolbar puts photos into the vault and a link into the note, and no paste is heard of. Uploads these,
 * for who wants it: only what this device itself just inserted into the note in front of the person. What sync brings
 * is in the note's file before an editor shows it; what is inserted here gets there a little later.
 */
export function registerInserted(plugin: Plugin, init: InsertedInit): void {
  if (!Platform.isMobileApp) return;
  const { vault, workspace, metadataCache } = plugin.app;
  const created = new Map<string, number>();
  const taken = new Set<Taken>();

  workspace.onLayoutReady(() => {
    plugin.registerEvent(
      vault.on('create', (file) => {
        if (file instanceof TFile && isImageFile(file) && !init.isOurs(file.path))
          created.set(file.path, Date.now());
      }),
    );
  });

  /** Each new file once: what is written into its link later is no insertion. */
  function isNew({ target }: ImageReference, note: TFile): boolean {
    if (targetKind(target) !== 'local') return false;
    const path = metadataCache.getFirstLinkpathDest(getLinkpath(target), note.path)?.path ?? '';
    const since = created.get(path);
    created.delete(path);
    return since !== undefined && Date.now() - since < NEW_FOR_MS;
  }

  /** What is taken back meanwhile is not to be seen by anyone. */
  async function take({ target, range }: ImageReference, text: string, note: TFile): Promise<void> {
    const link = text.slice(range.start, range.end);
    const underWay = { note, link, controller: new AbortController() };
    taken.add(underWay);
    try {
      const onDisk = await vault.adapter.read(note.path);
      if (!onDisk.includes(link))
        await runJob(init, stoppable(upload([note], target), underWay.controller.signal));
    } catch {
      // The note is gone, and the link with it.
    } finally {
      taken.delete(underWay);
    }
  }

  function giveUp({ view, state, transactions }: ViewUpdate): void {
    if (!transactions.some(isOfWriter)) return;
    const text = state.doc.toString();
    for (const { note, link, controller } of taken)
      if (fileOf(view) === note && !text.includes(link)) controller.abort();
  }

  function look(update: ViewUpdate): void {
    if (update.docChanged && taken.size > 0) giveUp(update);
    if (!update.docChanged || created.size === 0 || !init.isWanted()) return;
    const note = fileOf(update.view);
    if (note === null || note !== workspace.getActiveFile() || isByUs(update)) return;
    const text = update.state.doc.toString();
    for (const reference of findImages(text))
      if (isChanged(update, reference) && isNew(reference, note)) void take(reference, text, note);
  }

  plugin.registerEditorExtension(EditorView.updateListener.of(look));
}

function stoppable(work: JobWork, signal: AbortSignal): JobWork {
  return (host, options) => {
    const either = new AbortController();
    for (const one of [signal, options.signal]) {
      if (one?.aborted) either.abort();
      one?.addEventListener('abort', () => either.abort());
    }
    return work(host, { ...options, signal: either.signal });
  };
}

function isByUs({ transactions }: ViewUpdate): boolean {
  return transactions.some((one) => one.isUserEvent('input.paste.upload'));
}

function isChanged({ changes }: ViewUpdate, { range }: ImageReference): boolean {
  let isTouched = false;
  changes.iterChangedRanges((_fromBefore, _toBefore, from, to) => {
    isTouched ||= from < range.end && range.start < to;
  });
  return isTouched;
}
