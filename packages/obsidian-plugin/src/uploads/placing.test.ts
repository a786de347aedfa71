import { history } from '@codemirror/commands';
import { EditorState, type Transaction } from '@codemirror/state';
import { expect, it } from 'vitest';
import { insertPlaceholders, placeholderMarks } from '../editor/placeholder.ts';
import { finishInViews } from './placing.ts';

const image = { id: 'abcdefgh0001', name: 'a.png' };

/** Panes of one note, each of which has what happens in another one at once. */
function createPanes(count: number) {
  const empty = EditorState.create({ extensions: [history(), placeholderMarks] });
  const start = insertPlaceholders(empty, [image]).state;
  const panes = Array.from({ length: count }, () => ({ state: start, dispatch }));

  function dispatch(this: { state: EditorState }, ...given: readonly unknown[]): void {
    for (const transaction of given.flat() as Transaction[]) {
      if (transaction.startState !== this.state) throw new RangeError('not of this state');
      this.state = transaction.state;
      for (const other of panes)
        if (other !== this) other.state = other.state.update({ changes: transaction.changes }).state;
    }
  }
  return panes;
}

it('a link comes once into panes that pass on at once what one of them gets', () => {
  const panes = createPanes(2);
  expect(finishInViews(panes, image.id, '[link]')).toBe(true);
  expect(panes.map(({ state }) => state.sliceDoc())).toEqual(['[link]', '[link]']);
});
