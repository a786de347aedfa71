import type { HistoryFilter } from '../api/history-query.ts';
import { explained } from '../api/trouble.ts';
import type { Context } from './context.ts';

/** How long after the last letter the search begins. */
const typingMs = 250;

export interface HistoryActions {
  /** The newest, as the filter wants them. */
  load(): Promise<void>;
  more(): Promise<void>;
  filter(filter: HistoryFilter): void;
  select(ids: readonly string[], on: boolean): void;
}

export function createHistory({ api, store, words }: Context): HistoryActions {
  let current = new AbortController();
  let typing: ReturnType<typeof setTimeout> | undefined;

  /** Only the last question is answered: an earlier one would overwrite it. */
  async function ask(before?: string): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    store.dispatch({ type: 'history/loading' });
    try {
      const page = await api.history(store.get().history.filter, before, signal);
      store.dispatch({ type: 'history/loaded', page, isMore: before !== undefined });
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'history/failed', error: explained(error, words()) });
    }
  }

  return {
    load: () => ask(),
    async more() {
      const { next, loading } = store.get().history;
      if (next !== undefined && !loading) await ask(next);
    },
    filter(filter) {
      store.dispatch({ type: 'history/filtered', filter });
      clearTimeout(typing);
      typing = setTimeout(() => void ask(), typingMs);
    },
    select: (ids, on) => store.dispatch({ type: 'history/selected', ids, on }),
  };
}
