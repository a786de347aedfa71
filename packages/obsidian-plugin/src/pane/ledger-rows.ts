import {
  explain,
  forgetPending,
  ImbedError,
  type LedgerEntry,
  type PendingEntry,
  runSyncJob,
  toImbedError,
} from '@imbed/core';
import { copyLink } from '../commands/copy-link.ts';
import { deleteImage } from '../commands/delete-image.ts';
import { runJob } from '../commands/run-job.ts';
import { nameInKey } from '../key-name.ts';
import { addressOfFile, dateText, sizeText } from './address.ts';
import type { PaneInit } from './pane-init.ts';
import { openPath } from './reveal.ts';
import type { Row, RowAction, Rows } from './row.ts';

/** As many as anybody would look through. */
const HISTORY_ROWS = 100;

/** What still has to be uploaded, in the whole vault. */
export async function pendingRows(init: PaneInit): Promise<Rows> {
  const { session, tell } = init;
  const { pane } = tell.words;
  const entries = await session().jobHost().ledger.pending();
  const sync: RowAction = {
    ...{ title: pane.uploadAll, icon: 'cloud-upload' },
    run: () => void runJob(init, runSyncJob),
  };
  return { rows: entries.map((entry) => pendingRow(init, entry)), empty: pane.nothingPending, action: sync };
}

function pendingRow(init: PaneInit, entry: PendingEntry): Row {
  const { app, tell, session } = init;
  const { path, profile, error, sha256 } = entry;
  const { pane } = tell.words;
  const { message } = explain(new ImbedError(error), tell.locale);
  const isThere = app.vault.getFileByPath(path) !== null;
  const open = () => void openPath(app, path);
  const isThis = (other: PendingEntry) => other.sha256 === sha256 && other.profile === profile;
  const send: RowAction = {
    ...{ title: pane.upload, icon: 'image-up' },
    run: () => void runJob(init, (host, options) => runSyncJob(host, { ...options, onlyEntries: isThis })),
  };
  const leave: RowAction = {
    ...{ title: isThere ? pane.leave : pane.giveUp, icon: 'x' },
    run: () =>
      void forgetPending(session().jobHost(), entry).catch((error) =>
        tell.problem(path, toImbedError(error)),
      ),
  };
  return {
    ...{ id: `${sha256} ${profile}`, title: path, tone: isThere ? 'waiting' : 'bad' },
    detail: isThere ? pane.why(message) : pane.missing,
    picture: async () => addressOfFile(app, path),
    ...(isThere && { open }),
    actions: isThere ? [send, { title: pane.openFile, icon: 'file', run: open }, leave] : [leave],
  };
}

/** What was uploaded last. */
export async function historyRows(init: PaneInit): Promise<Rows> {
  const entries = await init.session().jobHost().ledger.latest(HISTORY_ROWS);
  return { rows: entries.map((entry) => historyRow(init, entry)), empty: init.tell.words.pane.noHistory };
}

function historyRow(init: PaneInit, entry: LedgerEntry): Row {
  const { session, tell } = init;
  const { pane } = tell.words;
  const { url, key, name = nameInKey(key), size, storedAt, profile } = entry;
  const image = { target: url, alt: name.replace(/\.[^.]*$/, ''), syntax: 'inline' } as const;
  const shown = async () => (await session().privateImages.sign(url)) ?? url;
  const open = async () => void window.open(await shown());
  return {
    ...{ id: url, title: name, tone: 'plain', picture: shown, open: () => void open() },
    detail: [dateText(storedAt, tell.locale), profile, sizeText(size, tell.locale)].join(' · '),
    actions: [
      { title: pane.copy, icon: 'copy', run: () => void copyLink(init, image, undefined, 'markdown') },
      { title: pane.openInBrowser, icon: 'external-link', run: () => void open() },
      { title: pane.delete, icon: 'trash-2', isWarning: true, run: () => void deleteImage(init, { url }) },
    ],
  };
}
