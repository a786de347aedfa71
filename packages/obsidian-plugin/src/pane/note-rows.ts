import { imagesOfNote, type NoteImage } from '@imbed/core';
import type { TFile } from 'obsidian';
import { copyLink } from '../commands/copy-link.ts';
import { deleteImage } from '../commands/delete-image.ts';
import { download, upload } from '../commands/job-works.ts';
import { runJob } from '../commands/run-job.ts';
import { type Placeholder, placeholdersIn } from '../editor/placeholder.ts';
import { nameInKey } from '../key-name.ts';
import { pathOf } from '../uploads/keep-task.ts';
import { addressOfFile, sizeText } from './address.ts';
import type { PaneInit } from './pane-init.ts';
import { openPath, revealInNote } from './reveal.ts';
import type { Row, RowAction, Rows } from './row.ts';

/** The images of the note in front of the person, those on their way first. */
export async function noteRows(init: PaneInit, note: TFile | null): Promise<Rows> {
  const { app, findOpenNote, session, tell } = init;
  const { pane } = tell.words;
  if (note === null) return { rows: [], empty: pane.noNote };
  const text = findOpenNote(note.path)?.text() ?? (await app.vault.cachedRead(note));
  const images = await imagesOfNote(session().jobHost(), { path: pathOf(note), text });
  const rows = [
    ...placeholdersIn(text).map((placeholder) => placeholderRow(init, note, placeholder)),
    ...images.map((image) => imageRow(init, note, image)),
  ];
  return { rows, empty: pane.noImages };
}

function placeholderRow(init: PaneInit, note: TFile, { id, name, from, to }: Placeholder): Row {
  const { uploads, tell } = init;
  const { words } = tell;
  const isRunning = uploads.stateOf(id).status === 'running';
  const retry: RowAction = { title: words.retry, icon: 'rotate-cw', run: () => uploads.retry(id) };
  const remove: RowAction = isRunning
    ? { title: words.cancel, icon: 'x', run: () => uploads.cancel(id) }
    : { title: words.remove, icon: 'x', run: () => uploads.remove(id) };
  return {
    ...{ id, title: name, tone: isRunning ? 'waiting' : 'bad' },
    detail: isRunning ? words.pane.running : words.pane.failed,
    open: () => void revealInNote(init.app, note, { start: from, end: to }),
    actions: isRunning ? [remove] : [retry, remove],
  };
}

function imageRow(init: PaneInit, note: TFile, image: NoteImage): Row {
  const { reference } = image;
  const { app } = init;
  const reveal = () => void revealInNote(app, note, reference.range);
  const common = { id: reference.target, open: reveal, actions: actionsFor(init, note, image, reveal) };
  return { ...common, ...looksOf(init, image) };
}

/** What is seen of it. */
function looksOf({ app, session, tell }: PaneInit, image: NoteImage) {
  const { pane } = tell.words;
  switch (image.kind) {
    case 'stored': {
      const picture = async () => (await session().privateImages.sign(image.url)) ?? image.url;
      // Keys are often but hashes.
      const title = image.reference.alt || nameInKey(image.key);
      return { title, detail: pane.stored, tone: 'good', picture } as const;
    }
    case 'foreign': {
      const { host, pathname } = new URL(image.url, 'https://x');
      const title = pathname.slice(pathname.lastIndexOf('/') + 1) || host;
      return { title, detail: pane.foreign(host), tone: 'plain', picture: async () => image.url } as const;
    }
    case 'file': {
      const { name, path, size } = image;
      const place = path === undefined ? pane.outside : pane.file;
      const detail = `${place} · ${sizeText(size, tell.locale)}`;
      return { title: name, detail, tone: 'plain', picture: async () => addressOfFile(app, path) } as const;
    }
    case 'missing':
      return { title: image.reference.target, detail: pane.missing, tone: 'bad' } as const;
  }
}

/** The likeliest first. */
function actionsFor(init: PaneInit, note: TFile, image: NoteImage, reveal: () => void): readonly RowAction[] {
  const { words } = init.tell;
  const { pane } = words;
  const { target } = image.reference;
  const copy: RowAction = {
    ...{ title: pane.copy, icon: 'copy' },
    run: () => void copyLink(init, image.reference, pathOf(note), 'markdown'),
  };
  const show: RowAction = { title: pane.reveal, icon: 'locate', run: reveal };
  const send: RowAction = {
    ...{ title: pane.upload, icon: 'image-up' },
    run: () => void runJob(init, upload([note], target)),
  };
  const fetch: RowAction = {
    ...{ title: pane.download, icon: 'image-down' },
    run: () => void runJob(init, download([note], target)),
  };
  const remove: RowAction = {
    ...{ title: pane.delete, icon: 'trash-2', isWarning: true },
    run: () => void deleteImage(init, { url: target, note: pathOf(note) }),
  };
  switch (image.kind) {
    case 'stored':
      return [copy, show, fetch, remove];
    case 'foreign':
      return [send, copy, show, fetch];
    case 'file': {
      const { path } = image;
      if (path === undefined) return [send, show];
      const open = { title: pane.openFile, icon: 'file', run: () => void openPath(init.app, path) };
      return [send, copy, show, open];
    }
    case 'missing':
      return [show];
  }
}
