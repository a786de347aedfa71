import type { ApiError, HistoryPage } from '../../serve/page-api.ts';
import type { HistoryFilter } from '../api/history-query.ts';
import type { Deletion, DeletionSubject, HistoryModel } from './model.ts';

export type HistoryEvent =
  | { readonly type: 'history/filtered'; readonly filter: HistoryFilter }
  | { readonly type: 'history/loading' }
  /** `isMore`: goes on where the shown ones end. */
  | { readonly type: 'history/loaded'; readonly page: HistoryPage; readonly isMore: boolean }
  | { readonly type: 'history/failed'; readonly error: ApiError }
  | { readonly type: 'history/selected'; readonly ids: readonly string[]; readonly on: boolean }
  | { readonly type: 'history/gone'; readonly ids: readonly string[] };

export function reduceHistory(history: HistoryModel, event: HistoryEvent): HistoryModel {
  switch (event.type) {
    case 'history/filtered':
      return { ...history, filter: event.filter, selected: new Set() };
    case 'history/loading': {
      const { error: _, ...rest } = history;
      return { ...rest, loading: true };
    }
    case 'history/loaded':
      return loaded(history, event.page, event.isMore);
    case 'history/failed':
      return { ...history, loading: false, error: event.error };
    case 'history/selected':
      return { ...history, selected: withIds(history.selected, event.ids, event.on) };
    case 'history/gone':
      return {
        ...history,
        ...(history.items && { items: history.items.filter(({ id }) => !event.ids.includes(id)) }),
        selected: withIds(history.selected, event.ids, false),
      };
  }
}

/** What was uploaded in between may move a page: nothing stands twice. */
function loaded(history: HistoryModel, { items, next }: HistoryPage, isMore: boolean): HistoryModel {
  const { error: _, next: __, ...rest } = history;
  const before = isMore ? (history.items ?? []) : [];
  const known = new Set(before.map(({ id }) => id));
  const all = [...before, ...items.filter(({ id }) => !known.has(id))];
  const selected = new Set(all.flatMap(({ id }) => (history.selected.has(id) ? [id] : [])));
  return { ...rest, items: all, selected, loading: false, ...(next !== undefined && { next }) };
}

function withIds(set: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  return on ? new Set([...set, ...ids]) : new Set([...set].filter((id) => !ids.includes(id)));
}

/** What is not on its way out. */
export function shownItems<T extends { readonly id: string }>(
  { items = [] }: { readonly items?: readonly T[] },
  deletions: readonly Deletion[],
): readonly T[] {
  const leaving = new Set(deletions.flatMap(({ ids }) => ids));
  return items.filter(({ id }) => !leaving.has(id));
}

export type DeletionsEvent =
  | {
      readonly type: 'deletions/opened';
      readonly id: number;
      readonly what: DeletionSubject;
      readonly ids: readonly string[];
      readonly askedAt: number;
    }
  /** Uploaded again: nobody wants it gone any more. */
  | { readonly type: 'deletions/spared'; readonly itemId: string }
  | { readonly type: 'deletions/started'; readonly id: number }
  | { readonly type: 'deletions/closed'; readonly id: number };

export function reduceDeletions(deletions: readonly Deletion[], event: DeletionsEvent): readonly Deletion[] {
  switch (event.type) {
    case 'deletions/opened': {
      const { type: _, ...deletion } = event;
      return [...deletions, { ...deletion, phase: 'open' }];
    }
    case 'deletions/spared':
      return deletions
        .map((one) =>
          one.phase === 'open' ? { ...one, ids: one.ids.filter((id) => id !== event.itemId) } : one,
        )
        .filter(({ ids }) => ids.length > 0);
    case 'deletions/started':
      return deletions.map((one) => (one.id === event.id ? { ...one, phase: 'running' } : one));
    case 'deletions/closed':
      return deletions.filter(({ id }) => id !== event.id);
  }
}
