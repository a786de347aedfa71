import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../api/api.ts';
import { anError, storedItem, waitingItem } from '../test-scene.ts';
import { createDeletions } from './deletions.ts';
import { pageWith, unanswered } from './test-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A history of `a`, `b` and `c`, of which the server can delete all but `c`. */
function scene() {
  const remove = vi.fn<Api['remove']>(async function* (ids) {
    for (const id of ids)
      yield id === 'c' ? { id, status: 'failed', error: anError } : { id, status: 'deleted' };
  });
  const context = pageWith({ remove });
  const items = ['a', 'b', 'c'].map((id) => storedItem(id));
  context.store.dispatch({ type: 'history/loaded', page: { items }, isMore: false });
  const left = () => context.store.get().history.items?.map(({ id }) => id);
  return { ...context, deletions: createDeletions(context), remove, left };
}

describe('deletions', () => {
  it('the server hears of one when the time to undo is over, and not before', async () => {
    const { deletions, remove, left, store } = scene();
    deletions.request(['a', 'b']);
    await vi.advanceTimersByTimeAsync(7999);
    expect(remove).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(remove.mock.calls).toEqual([[['a', 'b'], Date.now() - 8000]]);
    expect(left()).toEqual(['c']);
    expect(store.get().deletions).toEqual([]);
  });

  it('the server never hears of one that was undone, and the others go on', async () => {
    const { deletions, remove } = scene();
    deletions.request(['a']);
    deletions.request(['b']);
    deletions.undoLast();
    await vi.runAllTimersAsync();
    expect(remove.mock.calls).toEqual([[['a'], expect.any(Number)]]);
  });

  it('no time runs out while somebody is at the buttons', async () => {
    const { deletions, remove } = scene();
    deletions.request(['a']);
    deletions.hold();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remove).not.toHaveBeenCalled();
    deletions.release();
    await vi.advanceTimersByTimeAsync(8000);
    expect(remove).toHaveBeenCalledOnce();
  });

  it('what asks for time while somebody is at the buttons waits as well', async () => {
    const { deletions, remove } = scene();
    deletions.hold();
    deletions.request(['a']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remove).not.toHaveBeenCalled();
  });

  it('an undo lets the others go on', async () => {
    const { deletions, remove } = scene();
    deletions.request(['a']);
    deletions.request(['b']);
    deletions.hold();
    deletions.undoLast();
    await vi.advanceTimersByTimeAsync(8000);
    expect(remove.mock.calls).toEqual([[['a'], expect.any(Number)]]);
  });

  it('what could not be deleted is there again, and it is said why', async () => {
    const { deletions, left, store } = scene();
    deletions.request(['b', 'c']);
    await vi.runAllTimersAsync();
    expect(left()).toEqual(['a', 'c']);
    expect(store.get().notices).toMatchObject([{ error: anError }]);
  });

  it('a server that is gone deletes nothing, and it is said so', async () => {
    const { deletions, left, remove, store } = scene();
    remove.mockImplementation(unanswered);
    deletions.request(['a']);
    await vi.runAllTimersAsync();
    expect(left()).toEqual(['a', 'b', 'c']);
    expect(store.get().notices).toMatchObject([{ error: { code: 'page/gone' } }]);
  });

  it('what is pending is dropped in the same way, and nothing of the bucket is touched', async () => {
    const discard = vi.fn<Api['discard']>(async function* (ids) {
      for (const id of ids) yield { id, status: 'deleted' };
    });
    const { store, ...context } = pageWith({ discard });
    const deletions = createDeletions({ store, ...context });
    store.dispatch({ type: 'pending/loaded', items: ['a', 'b'].map(waitingItem) });
    deletions.request(['a'], 'pending');
    deletions.undoLast();
    deletions.request(['b'], 'pending');
    await vi.advanceTimersByTimeAsync(8000);
    expect(discard.mock.calls).toEqual([[['b'], expect.any(Number)]]);
    expect(store.get().pending.items?.map(({ id }) => id)).toEqual(['a']);
  });

  it('what was uploaded again is not deleted, and no undo is offered for it', async () => {
    const { deletions, remove, left, store } = scene();
    deletions.request(['a']);
    deletions.request(['a', 'b']);
    store.dispatch({ type: 'deletions/spared', itemId: 'a' });
    expect(store.get().deletions).toMatchObject([{ ids: ['b'] }]);
    await vi.runAllTimersAsync();
    expect(remove.mock.calls).toEqual([[['b'], expect.any(Number)]]);
    expect(left()).toEqual(['a', 'c']);
  });
});
