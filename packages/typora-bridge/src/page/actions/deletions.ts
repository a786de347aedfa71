import type { ApiError } from '../../serve/page-api.ts';
import { explained } from '../api/trouble.ts';
import type { DeletionSubject } from '../model/model.ts';
import type { Context } from './context.ts';

/** How long a deletion can be taken back. The server knows nothing of it until then. */
const undoMs = 8000;

export interface Deletions {
  /** @param what that is gone then: objects in the bucket, or what is kept here to be stored */
  request(ids: readonly string[], what?: DeletionSubject): void;
  undo(id: number): void;
  /** The last one that can still be taken back. */
  undoLast(): void;
  /** Somebody is at the undo buttons: no time runs out while they are. */
  hold(): void;
  release(): void;
}

/** A page that is closed before the time is over deletes nothing. */
export function createDeletions({ api, store, words, newId }: Context): Deletions {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let isHeld = false;
  const open = () => store.get().deletions.filter(({ phase }) => phase === 'open');

  function startTimer(id: number): void {
    clearTimeout(timers.get(id));
    if (isHeld) return;
    timers.set(
      id,
      setTimeout(() => void run(id), undoMs),
    );
  }

  async function run(id: number): Promise<void> {
    timers.delete(id);
    const deletion = store.get().deletions.find((one) => one.id === id);
    // All of it was uploaded again meanwhile.
    if (deletion === undefined) return;
    const { ids, what, askedAt } = deletion;
    store.dispatch({ type: 'deletions/started', id });
    const gone: string[] = [];
    let error: ApiError | undefined;
    try {
      for await (const line of what === 'stored' ? api.remove(ids, askedAt) : api.discard(ids, askedAt)) {
        if (line.status === 'deleted') gone.push(line.id);
        else error = line.error;
      }
    } catch (caught) {
      error = explained(caught, words());
    }
    store.dispatch({ type: what === 'stored' ? 'history/gone' : 'pending/gone', ids: gone });
    store.dispatch({ type: 'deletions/closed', id });
    tell(what, gone.length, ids.length - gone.length, error);
  }

  function tell(what: DeletionSubject, deleted: number, kept: number, error: ApiError | undefined): void {
    const deletion = words().deletion[what];
    if (kept === 0) {
      store.dispatch({ type: 'page/announced', text: deletion.done(deleted) });
      return;
    }
    const notice = { id: newId(), text: deletion.failed(kept), ...(error && { error }) };
    store.dispatch({ type: 'page/told', notice });
  }

  function undo(id: number): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    store.dispatch({ type: 'deletions/closed', id });
    store.dispatch({ type: 'page/announced', text: words().deletion.undone });
    // Not every browser tells that somebody left a button which is no longer there.
    release();
  }

  function release(): void {
    isHeld = false;
    for (const { id } of open()) startTimer(id);
  }

  return {
    request(ids, what = 'stored') {
      const id = newId();
      store.dispatch({ type: 'history/selected', ids, on: false });
      store.dispatch({ type: 'deletions/opened', id, what, ids, askedAt: Date.now() });
      store.dispatch({ type: 'page/announced', text: words().deletion[what].waiting(ids.length) });
      startTimer(id);
    },
    undo,
    undoLast() {
      const last = open().at(-1);
      if (last !== undefined) undo(last.id);
    },
    hold() {
      isHeld = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
    release,
  };
}
