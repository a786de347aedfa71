import type { HistoryItem, PageLocale } from '../../serve/page-api.ts';
import { explained } from '../api/trouble.ts';
import type { Transferred } from '../input/transfer.ts';
import type { View } from '../model/model.ts';
import { type CopyStyle, copyText } from '../text/copy-formats.ts';
import { copyToClipboard } from './clipboard.ts';
import type { Context } from './context.ts';
import { createDeletions, type Deletions } from './deletions.ts';
import { createDoctor, type DoctorActions } from './doctor.ts';
import { createHistory, type HistoryActions } from './history.ts';
import { keepCopyStyle, keepLocale, keepProfile } from './memory.ts';
import { createPending, type PendingActions } from './pending.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** All that a reader can do. */
export interface Actions {
  readonly uploads: Uploads;
  readonly history: HistoryActions;
  readonly deletions: Deletions;
  readonly pending: PendingActions;
  readonly doctor: DoctorActions;
  /** Asks the server how it is. */
  load(): Promise<void>;
  /** Shows another view, with what is there now. */
  show(view: View): void;
  /** Uploads what was pasted or dropped, wherever on the page. */
  take(taken: Transferred): void;
  chooseProfile(name: string): void;
  chooseLocale(locale: PageLocale): void;
  chooseCopyStyle(style: CopyStyle): void;
  /** Whether the links are on the clipboard now. */
  copy(items: readonly HistoryItem[]): Promise<boolean>;
  tell(text: string): void;
  closeNotice(id: number): void;
}

export function createActions(context: Context): Actions {
  const { api, store, words, newId } = context;
  const pending = createPending(context);
  const history = createHistory(context);
  const doctor = createDoctor(context);
  const uploads = createUploads(context, () => void pending.load());
  const tell = (text: string) => store.dispatch({ type: 'page/told', notice: { id: newId(), text } });

  async function load(): Promise<void> {
    try {
      store.dispatch({ type: 'page/answered', server: await api.state() });
    } catch (error) {
      store.dispatch({ type: 'page/unanswered', trouble: explained(error, words()) });
    }
  }

  return {
    uploads,
    history,
    deletions: createDeletions(context),
    pending,
    doctor,
    load,
    show(view) {
      store.dispatch({ type: 'page/viewed', view });
      if (view === 'history') void history.load();
      if (view === 'pending') void pending.load();
    },
    take({ sources, hasFolder }) {
      const { upload } = words();
      if (hasFolder) tell(upload.folderSkipped);
      else if (sources.length === 0) tell(upload.nothingTaken);
      if (sources.length === 0) return;
      location.hash = 'upload';
      uploads.add(sources);
    },
    chooseProfile(name) {
      keepProfile(name);
      doctor.stop();
      store.dispatch({ type: 'page/profile', name });
    },
    chooseLocale(locale) {
      keepLocale(locale);
      doctor.stop();
      store.dispatch({ type: 'page/locale', locale });
      void load();
    },
    chooseCopyStyle(style) {
      keepCopyStyle(style);
      store.dispatch({ type: 'page/copyStyle', style });
    },
    async copy(items) {
      const copied = await copyToClipboard(copyText(items, store.get().copyStyle));
      if (copied) store.dispatch({ type: 'page/announced', text: words().copy.copied });
      else tell(words().copy.refused);
      return copied;
    },
    tell,
    closeNotice: (id) => store.dispatch({ type: 'page/read', id }),
  };
}
