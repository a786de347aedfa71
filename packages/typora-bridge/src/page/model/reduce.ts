import type { ApiError, PageLocale, PageState } from '../../serve/page-api.ts';
import type { CopyStyle } from '../text/copy-formats.ts';
import { type DoctorEvent, noChecks, reduceDoctor } from './doctor.ts';
import { type DeletionsEvent, type HistoryEvent, reduceDeletions, reduceHistory } from './history.ts';
import type { Notice, PageModel, View } from './model.ts';
import { type PendingEvent, reducePending } from './pending.ts';
import { reduceUploads, type UploadsEvent } from './uploads.ts';

export type PageEvent =
  | UploadsEvent
  | HistoryEvent
  | DeletionsEvent
  | PendingEvent
  | DoctorEvent
  | { readonly type: 'page/viewed'; readonly view: View }
  | { readonly type: 'page/answered'; readonly server: PageState }
  | { readonly type: 'page/unanswered'; readonly trouble: ApiError }
  | { readonly type: 'page/profile'; readonly name: string }
  | { readonly type: 'page/locale'; readonly locale: PageLocale }
  | { readonly type: 'page/copyStyle'; readonly style: CopyStyle }
  | { readonly type: 'page/told'; readonly notice: Notice }
  | { readonly type: 'page/read'; readonly id: number }
  | { readonly type: 'page/announced'; readonly text: string };

/** What the page shows after something happened. */
export function reduce(page: PageModel, event: PageEvent): PageModel {
  switch (event.type) {
    case 'uploads/added':
    case 'uploads/moved':
    case 'uploads/dismissed':
      return { ...page, uploads: reduceUploads(page.uploads, event) };
    case 'history/filtered':
    case 'history/loading':
    case 'history/loaded':
    case 'history/failed':
    case 'history/selected':
    case 'history/gone':
      return { ...page, history: reduceHistory(page.history, event) };
    case 'deletions/opened':
    case 'deletions/spared':
    case 'deletions/started':
    case 'deletions/closed':
      return { ...page, deletions: reduceDeletions(page.deletions, event) };
    case 'pending/loaded':
    case 'pending/syncing':
    case 'pending/gone':
    case 'pending/waiting':
    case 'pending/synced':
    case 'pending/failed':
      return { ...page, pending: reducePending(page.pending, event) };
    case 'doctor/started':
    case 'doctor/checked':
    case 'doctor/ended':
      return { ...page, doctor: reduceDoctor(page.doctor, event) };
    default:
      return reducePage(page, event);
  }
}

function reducePage(page: PageModel, event: Extract<PageEvent, { type: `page/${string}` }>): PageModel {
  switch (event.type) {
    case 'page/viewed':
      return { ...page, view: event.view };
    case 'page/answered':
      return answered(page, event.server);
    case 'page/unanswered':
      return { ...page, trouble: event.trouble };
    case 'page/profile':
      return { ...page, profile: event.name, doctor: noChecks };
    case 'page/locale':
      return { ...page, locale: event.locale, doctor: noChecks };
    case 'page/copyStyle':
      return { ...page, copyStyle: event.style };
    case 'page/told':
      return {
        ...page,
        notices: [...page.notices, event.notice],
        announcement: said(page, event.notice.text),
      };
    case 'page/read':
      return { ...page, notices: page.notices.filter(({ id }) => id !== event.id) };
    case 'page/announced':
      return { ...page, announcement: said(page, event.text) };
  }
}

/** A profile that is there no more gives way to the default one. */
function answered({ trouble: _, ...page }: PageModel, server: PageState): PageModel {
  const { profiles } = server;
  const chosen =
    profiles.find(({ name }) => name === page.profile) ?? profiles.find(({ isDefault }) => isDefault);
  return { ...page, server, profile: (chosen ?? profiles[0])?.name ?? '' };
}

/** Screen readers are silent about text that stays as it is, so the same words again get a space that nobody sees. */
function said({ announcement }: PageModel, text: string): string {
  return announcement === text ? `${text}\u00a0` : text;
}
