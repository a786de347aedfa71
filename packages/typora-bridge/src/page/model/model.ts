import type {
  ApiError,
  DoctorLine,
  HistoryItem,
  PageLocale,
  PageState,
  PendingItem,
} from '../../serve/page-api.ts';
import type { UploadSource } from '../api/api.ts';
import { type HistoryFilter, noFilter } from '../api/history-query.ts';
import type { CopyStyle } from '../text/copy-formats.ts';

export const views = ['upload', 'history', 'pending', 'doctor'] as const;

export type View = (typeof views)[number];

export type UploadPhase =
  | { readonly kind: 'waiting' }
  /** In bytes; no `total` while it is not known. */
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'done'; readonly item: HistoryItem }
  | { readonly kind: 'pending'; readonly item: PendingItem; readonly error: ApiError }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | { readonly kind: 'cancelled' };

export interface UploadTask {
  readonly id: number;
  /** File name, or end of the address. */
  readonly name: string;
  readonly source: UploadSource;
  readonly profile: string;
  readonly phase: UploadPhase;
}

export interface HistoryModel {
  readonly filter: HistoryFilter;
  /** Absent until something was loaded. */
  readonly items?: readonly HistoryItem[];
  readonly next?: string;
  readonly loading: boolean;
  readonly error?: ApiError;
  /** Ids. */
  readonly selected: ReadonlySet<string>;
}

/** Pictures that somebody wants gone; until the deletion runs they can be had back. */
export interface Deletion {
  readonly id: number;
  readonly what: DeletionSubject;
  readonly ids: readonly string[];
  /** When the reader asked for it, in milliseconds since 1970. */
  readonly askedAt: number;
  readonly phase: 'open' | 'running';
}

/** What is deleted: objects in the bucket, or what is kept on this computer to be stored. */
export type DeletionSubject = 'stored' | 'pending';

export interface PendingModel {
  /** Absent until something was loaded. */
  readonly items?: readonly PendingItem[];
  readonly syncing: boolean;
  readonly error?: ApiError;
}

export interface DoctorModel {
  readonly lines: readonly DoctorLine[];
  readonly phase: 'new' | 'running' | 'over' | 'stopped';
  readonly error?: ApiError;
}

/** Something that happened and that stays to be read until it is closed. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly error?: ApiError;
}

/** Everything that the page shows. */
export interface PageModel {
  readonly view: View;
  readonly locale: PageLocale;
  /** Absent until the server answered. */
  readonly server?: PageState;
  /** Why it did not. */
  readonly trouble?: ApiError;
  /** Name of the profile that uploads go to; empty for none. */
  readonly profile: string;
  /** Newest first. */
  readonly uploads: readonly UploadTask[];
  readonly copyStyle: CopyStyle;
  readonly history: HistoryModel;
  readonly deletions: readonly Deletion[];
  readonly pending: PendingModel;
  readonly doctor: DoctorModel;
  readonly notices: readonly Notice[];
  /** For screen readers: what just happened. */
  readonly announcement: string;
}

export function newModel(start: Pick<PageModel, 'view' | 'locale' | 'profile' | 'copyStyle'>): PageModel {
  return {
    ...start,
    uploads: [],
    history: { filter: noFilter, loading: false, selected: new Set() },
    deletions: [],
    pending: { syncing: false },
    doctor: { lines: [], phase: 'new' },
    notices: [],
    announcement: '',
  };
}
