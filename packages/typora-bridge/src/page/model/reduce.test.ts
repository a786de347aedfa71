import { describe, expect, it } from 'vitest';
import { noFilter } from '../api/history-query.ts';
import { anError, emptyPage, stateWith, storedItem, waitingItem } from '../test-scene.ts';
import { shownItems } from './history.ts';
import type { PageModel, UploadTask } from './model.ts';
import { type PageEvent, reduce } from './reduce.ts';
import { isUnderWay, storedIn } from './uploads.ts';

function after(...events: readonly PageEvent[]): PageModel {
  return events.reduce(reduce, emptyPage());
}

const task = (id: number): UploadTask => ({
  ...{ id, name: `${id}.png`, profile: 'blog', phase: { kind: 'waiting' } },
  source: { kind: 'address', url: `https://example.com/${id}.png` },
});
const added = (...ids: readonly number[]): PageEvent => ({ type: 'uploads/added', tasks: ids.map(task) });
const done = (id: number): PageEvent => ({
  ...{ type: 'uploads/moved', id },
  phase: { kind: 'done', item: storedItem(`${id}`) },
});

describe('uploads', () => {
  it('the newest stand first; links are copied in the order in which files were chosen', () => {
    const { uploads } = after(added(1, 2), added(3), done(3), done(1), done(2));
    expect(uploads.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(storedIn(uploads).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('only the file that something happens to changes', () => {
    const phase = { kind: 'failed', error: anError } as const;
    const { uploads } = after(added(1, 2), { type: 'uploads/moved', id: 2, phase });
    expect(uploads.map(isUnderWay)).toEqual([false, true]);
  });

  it('what happens to a file that is off the list brings it back not', () => {
    expect(after(added(1), { type: 'uploads/dismissed', ids: [1] }, done(1)).uploads).toEqual([]);
  });
});

const [a, b, c] = [storedItem('a'), storedItem('b'), storedItem('c')];
const loaded = (items: readonly (typeof a)[], isMore = false, next?: string): PageEvent => ({
  ...{ type: 'history/loaded', isMore },
  page: { items, ...(next !== undefined && { next }) },
});

describe('history', () => {
  it('a further page goes on without repeating what has moved there', () => {
    const { history } = after(loaded([a, b], false, 'n'), loaded([b, c], true));
    expect(history.items).toEqual([a, b, c]);
    expect(history.next).toBeUndefined();
  });

  it('what is loaded anew keeps the selection of what is still there', () => {
    const select: PageEvent = { type: 'history/selected', ids: ['a', 'b'], on: true };
    expect(after(loaded([a, b]), select, loaded([b, c])).history.selected).toEqual(new Set(['b']));
  });

  it('another filter selects nothing that is out of sight', () => {
    const filter = { ...noFilter, text: 'c' };
    const page = after(
      loaded([a]),
      { type: 'history/selected', ids: ['a'], on: true },
      { type: 'history/filtered', filter },
    );
    expect(page.history.selected.size).toBe(0);
  });

  it('an error goes when the history is asked for again, and the pictures stay', () => {
    const { history } = after(
      loaded([a]),
      { type: 'history/failed', error: anError },
      { type: 'history/loading' },
    );
    expect([history.error, history.items, history.loading]).toEqual([undefined, [a], true]);
  });
});

describe('deletions', () => {
  const opened: PageEvent = { type: 'deletions/opened', id: 1, what: 'stored', ids: ['a'], askedAt: 0 };
  const shown = ({ history, deletions }: PageModel) => shownItems(history, deletions).map(({ id }) => id);

  it('what is on its way out is not shown, and is there again after an undo', () => {
    const page = after(loaded([a, b]), opened);
    expect(shown(page)).toEqual(['b']);
    expect(shown(reduce(page, { type: 'deletions/closed', id: 1 }))).toEqual(['a', 'b']);
  });

  it('what is gone stays gone, what could not be deleted comes back', () => {
    const page = after(
      loaded([a, b, c]),
      { type: 'deletions/opened', id: 1, what: 'stored', ids: ['a', 'b'], askedAt: 0 },
      { type: 'deletions/started', id: 1 },
      { type: 'history/gone', ids: ['a'] },
      { type: 'deletions/closed', id: 1 },
    );
    expect(shown(page)).toEqual(['b', 'c']);
  });
});

describe('pending', () => {
  it('what is stored leaves, what still waits says why', () => {
    const { pending } = after(
      { type: 'pending/loaded', items: [waitingItem('a'), waitingItem('b')] },
      { type: 'pending/syncing' },
      { type: 'pending/gone', ids: ['a'] },
      { type: 'pending/waiting', id: 'b', error: anError },
      { type: 'pending/synced' },
    );
    expect(pending).toEqual({ items: [{ ...waitingItem('b'), error: anError }], syncing: false });
  });
});

describe('profiles', () => {
  const answered = (names: readonly string[]): PageEvent => ({
    type: 'page/answered',
    server: stateWith(names),
  });

  it('the one that was chosen last time is kept while it is there', () => {
    expect(after(answered(['main', 'blog'])).profile).toBe('blog');
    expect(after(answered(['main', 'work'])).profile).toBe('main');
    expect(after(answered([])).profile).toBe('');
  });

  it('what was checked with another one is no longer shown', () => {
    const line = { title: 'Clock', status: 'pass' } as const;
    const checked = after({ type: 'doctor/started' }, { type: 'doctor/checked', line });
    expect(checked.doctor.lines).toEqual([line]);
    expect(reduce(checked, { type: 'page/profile', name: 'work' }).doctor.lines).toEqual([]);
  });
});

it('the same words again are said again', () => {
  const say: PageEvent = { type: 'page/announced', text: 'Copied' };
  const texts = [after(say), after(say, say), after(say, say, say)].map(({ announcement }) => announcement);
  expect(texts.map((text) => text.trim())).toEqual(['Copied', 'Copied', 'Copied']);
  expect(texts[1]).not.toBe(texts[0]);
  expect(texts[2]).not.toBe(texts[1]);
});
