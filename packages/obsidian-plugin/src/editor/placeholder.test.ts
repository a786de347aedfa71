import { history, redo, undo, undoDepth } from '@codemirror/commands';
import { EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  finishPlaceholder,
  insertPlaceholders,
  placeholderMarks,
  placeholdersIn,
  placeholderText,
  replacePlaceholder,
} from './placeholder.ts';

const link = '![](https://cdn.example/a.png)';
const id = 'abcdefgh0001';

/** An editor without a screen. */
function createDesk(doc: string, caret = doc.length) {
  let state = EditorState.create({
    doc,
    selection: { anchor: caret },
    extensions: [history({ newGroupDelay: 0 }), placeholderMarks],
  });
  const dispatch = (...specs: readonly (Transaction | TransactionSpec)[]) => {
    for (const spec of specs) state = (spec instanceof Transaction ? spec : state.update(spec)).state;
  };
  const target = () => ({ state, dispatch });
  return {
    dispatch,
    state: () => state,
    text: () => state.doc.toString(),
    paste: (...ids: readonly string[]) =>
      dispatch(
        insertPlaceholders(
          state,
          ids.map((one) => ({ id: one, name: 'a.png' })),
        ),
      ),
    type: (text: string, at = state.selection.main.head) =>
      dispatch({
        changes: { from: at, insert: text },
        selection: { anchor: at + text.length },
        userEvent: 'input.type',
      }),
    finish(one = id, target = link) {
      const done = finishPlaceholder(state, one, target);
      if (done !== undefined) dispatch(...done);
      return done !== undefined;
    },
    undo: () => undo(target()),
    redo: () => redo(target()),
  };
}

describe('the text of a placeholder', () => {
  it.each(['a.png', 'a]b|c[d.png', '图 1.png', 'a\nb\\.png', 'x'.repeat(500)])(
    'of %j is found again',
    (name) => {
      const text = placeholderText(id, name);
      expect(placeholdersIn(`x ${text} y`)).toEqual([
        expect.objectContaining({ id, from: 2, to: 2 + text.length }),
      ]);
      expect(text).not.toMatch(/[\n|]/);
    },
  );

  it('is replaced wherever it was copied to, and nothing else is', () => {
    const [mine, other] = [placeholderText(id, 'a.png'), placeholderText('abcdefgh0002', 'a.png')];
    expect(replacePlaceholder(`${mine}${other}\n${mine}`, id, '$&')).toBe(`$&${other}\n$&`);
    expect(replacePlaceholder(other, id, link)).toBeUndefined();
  });
});

describe('a placeholder in an editor', () => {
  it('leaves what is typed around it, at its edges too', () => {
    const desk = createDesk('hello world', 5);
    desk.paste(id);
    desk.type('AFTER');
    desk.type('BEFORE ', 0);
    desk.type('<', 'BEFORE hello'.length);
    desk.finish();
    expect(desk.text()).toBe(`BEFORE hello<${link}AFTER world`);
  });

  it('leaves a caret behind it behind the link, and one before it there', () => {
    const behind = createDesk('x');
    behind.paste(id);
    behind.finish();
    expect(behind.state().selection.main.head).toBe(behind.text().length);
    const before = createDesk('x');
    before.paste(id);
    before.dispatch({ selection: { anchor: 1 } });
    before.finish();
    expect(before.state().selection.main.head).toBe(1);
  });

  it('is gone for good: undo takes the link away in one step, redo brings it', () => {
    const desk = createDesk('');
    desk.type('one ');
    desk.paste(id);
    desk.finish();
    desk.undo();
    expect(desk.text()).toBe('one ');
    desk.redo();
    expect(desk.text()).toBe(`one ${link}`);
    desk.undo();
    desk.undo();
    expect(desk.text()).toBe('');
  });

  it('is not found when undo took it away, and does no harm then', () => {
    const desk = createDesk('x');
    desk.paste(id);
    desk.undo();
    expect(desk.finish()).toBe(false);
    expect(desk.text()).toBe('x');
  });

  it('gives a selection that it replaced back', () => {
    const desk = createDesk('keep DELETE keep', 5);
    desk.dispatch({ selection: { anchor: 5, head: 11 } });
    desk.paste(id);
    desk.finish();
    expect(desk.text()).toBe(`keep ${link} keep`);
    desk.undo();
    desk.undo();
    expect(desk.text()).toBe('keep DELETE keep');
  });

  it('is found where it was moved to', () => {
    const desk = createDesk('aaa bbb', 3);
    desk.paste(id);
    const token = placeholderText(id, 'a.png');
    desk.dispatch({ changes: { from: 3, to: 3 + token.length }, userEvent: 'delete.cut' });
    desk.type(token, desk.text().length);
    desk.finish();
    expect(desk.text()).toBe(`aaa bbb${link}`);
  });

  it('is found in a text that came anew from disk', () => {
    const desk = createDesk('aaa');
    desk.paste(id);
    const text = desk.text();
    desk.dispatch({ changes: { from: 0, to: text.length, insert: `synced\n${text}` } });
    desk.finish();
    expect(desk.text()).toBe(`synced\naaa${link}`);
  });

  it('goes as a whole when somebody typed into it', () => {
    const desk = createDesk('aaa ');
    desk.paste(id);
    desk.type('ZZ]', 8);
    desk.finish();
    expect(desk.text()).toBe(`aaa ${link}`);
  });

  it('is told from its neighbour of the same name, in whatever order they finish', () => {
    const desk = createDesk('');
    const other = 'abcdefgh0002';
    desk.paste(id, other);
    desk.finish(other, '[2]');
    desk.finish(id, '[1]');
    expect(desk.text()).toBe('[1]\n[2]');
  });

  it('leaves nothing when there is no link to put in its place', () => {
    const desk = createDesk('x');
    desk.paste(id);
    desk.finish(id, '');
    expect(desk.text()).toBe('x');
    expect(undoDepth(desk.state())).toBe(0);
  });
});

describe('any session of edits', () => {
  const start = 'l1 aaa\nl2 bbb\nl3 ccc';
  const edit = fc.record({
    kind: fc.constantFrom('type', 'type', 'delete', 'undo'),
    place: fc.nat(1000),
    text: fc.constantFrom('a', 'bc', '\n', '图'),
  });

  /** A place outside of all placeholders. */
  function free(text: string, wish: number): number {
    const place = wish % (text.length + 1);
    const inside = placeholdersIn(text).find(({ from, to }) => place > from && place < to);
    return inside?.to ?? place;
  }

  it('ends with each link in the place of its placeholder, and undo goes back to the start past none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
        fc.array(edit, { maxLength: 12 }),
        fc.boolean(),
        (places, edits, isReversed) => {
          const desk = createDesk(start);
          const ids = places.map((_, index) => `abcdefgh000${index}`);
          for (const [index, place] of places.entries()) {
            desk.dispatch({ selection: { anchor: free(desk.text(), place) } });
            desk.paste(ids[index] ?? '');
          }
          let depth = 0;
          for (const { kind, place, text } of edits) {
            const at = free(desk.text(), place);
            const next = placeholdersIn(desk.text()).find(({ from }) => from >= at)?.from;
            if (kind === 'undo' && depth > 0) {
              desk.undo();
              depth -= 1;
            } else if (kind === 'type') {
              desk.type(text, at);
              depth += 1;
            } else if (at < Math.min(next ?? at + 1, desk.text().length)) {
              desk.dispatch({ changes: { from: at, to: at + 1 }, userEvent: `delete.${place}` });
              depth += 1;
            }
          }
          let wanted = desk.text();
          for (const one of isReversed ? ids.toReversed() : ids) {
            wanted = wanted.replace(placeholderText(one, 'a.png'), `<${one}>`);
            desk.finish(one, `<${one}>`);
            expect(desk.text()).toBe(wanted);
          }
          while (desk.undo()) expect(placeholdersIn(desk.text())).toEqual([]);
          expect(desk.text()).toBe(start);
          while (desk.redo()) expect(placeholdersIn(desk.text())).toEqual([]);
          expect(desk.text()).toBe(wanted);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
