import { explained } from '../api/trouble.ts';
import type { Context } from './context.ts';

export interface PendingActions {
  load(): Promise<void>;
  sync(): Promise<void>;
}

export function createPending({ api, store, words }: Context): PendingActions {
  const failed = (error: unknown) =>
    store.dispatch({ type: 'pending/failed', error: explained(error, words()) });

  async function load(): Promise<void> {
    try {
      store.dispatch({ type: 'pending/loaded', items: (await api.pending()).items });
    } catch (error) {
      failed(error);
    }
  }

  async function sync(): Promise<void> {
    store.dispatch({ type: 'pending/syncing' });
    let stored = 0;
    try {
      for await (const line of api.sync()) {
        if (line.status === 'stored') {
          stored += 1;
          store.dispatch({ type: 'pending/gone', ids: [line.id] });
        } else store.dispatch({ type: 'pending/waiting', id: line.id, error: line.error });
      }
    } catch (error) {
      failed(error);
      return;
    }
    store.dispatch({ type: 'pending/synced' });
    const waiting = store.get().pending.items?.length ?? 0;
    const { pending } = words();
    const parts = [
      ...(stored > 0 ? [pending.stored(stored)] : []),
      ...(waiting > 0 ? [pending.stillWaiting(waiting)] : []),
    ];
    store.dispatch({ type: 'page/announced', text: parts.join(' ') });
  }

  return { load, sync };
}
