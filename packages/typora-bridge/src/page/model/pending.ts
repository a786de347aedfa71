import type { ApiError, PendingItem } from '../../serve/page-api.ts';
import type { PendingModel } from './model.ts';

export type PendingEvent =
  | { readonly type: 'pending/loaded'; readonly items: readonly PendingItem[] }
  | { readonly type: 'pending/syncing' }
  /** They wait no longer: stored, or dropped. */
  | { readonly type: 'pending/gone'; readonly ids: readonly string[] }
  | { readonly type: 'pending/waiting'; readonly id: string; readonly error: ApiError }
  | { readonly type: 'pending/synced' }
  | { readonly type: 'pending/failed'; readonly error: ApiError };

export function reducePending(pending: PendingModel, event: PendingEvent): PendingModel {
  const { error: _, ...rest } = pending;
  switch (event.type) {
    case 'pending/loaded':
      return { ...rest, items: event.items };
    case 'pending/syncing':
      return { ...rest, syncing: true };
    case 'pending/gone':
      return { ...pending, items: (pending.items ?? []).filter(({ id }) => !event.ids.includes(id)) };
    case 'pending/waiting':
      return { ...pending, items: (pending.items ?? []).map((item) => withError(item, event)) };
    case 'pending/synced':
      return { ...pending, syncing: false };
    case 'pending/failed':
      return { ...pending, syncing: false, error: event.error };
  }
}

function withError(item: PendingItem, { id, error }: { readonly id: string; readonly error: ApiError }) {
  return item.id === id ? { ...item, error } : item;
}
