import { isolateHistory } from '@codemirror/commands';
import {
  type ChangeSet,
  EditorSelection,
  type EditorState,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
  Transaction,
} from '@codemirror/state';

/**
 * What stands in a note while an image is on its way: `![Uploading cat.png…](uploading:ID)`. A scheme of its own makes
 * it no link to a file of the vault, and the text itself says what it is wherever nothing draws it.
 */
export interface Placeholder {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const scheme = 'uploading:';
const MAX_NAME_LENGTH = 60;

/** Ids are letters and digits, 12 at least, that no text holds by chance. */
const pattern = /!\[Uploading ([^\]\n]*)…\]\(uploading:([a-z0-9]{12,})\)/g;

export function placeholderText(id: string, name: string): string {
  // Nothing that ends the brackets, the line or a cell of a table.
  const shown = name.replaceAll(/[[\]\\|\s]+/g, ' ').slice(0, MAX_NAME_LENGTH);
  return `![Uploading ${shown}…](${scheme}${id})`;
}

export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(pattern)].map(({ 0: whole, 1: name = '', 2: id = '', index }) => ({
    ...{ id, name, from: index, to: index + whole.length },
  }));
}

/** Of all that a text has a part of at least, however somebody wrote into it. */
export function placeholderIdsIn(text: string): readonly string[] {
  return [...text.matchAll(/uploading:([a-z0-9]{12,})/g)].flatMap(({ 1: id }) => id ?? []);
}

/** Puts `link` in the place of each placeholder with this id; `undefined` when there is none. */
export function replacePlaceholder(text: string, id: string, link: string): string | undefined {
  const found = placeholdersIn(text).filter((one) => one.id === id);
  if (found.length === 0) return undefined;
  return found.reduceRight((rest, { from, to }) => rest.slice(0, from) + link + rest.slice(to), text);
}

interface Mark {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

const addMark = StateEffect.define<Mark>({
  map: ({ id, from, to }, changes) => ({ id, from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) }),
});
const dropMark = StateEffect.define<string>();

/** What is typed at an edge of it stays outside. */
class MarkValue extends RangeValue {
  override startSide = 1;
  override endSide = -1;
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }

  override eq(other: RangeValue): boolean {
    return other instanceof MarkValue && other.id === this.id;
  }
}

/** Follows each placeholder through all changes, even when somebody types into it. */
export const placeholderMarks = StateField.define<RangeSet<MarkValue>>({
  create: () => RangeSet.empty,
  update(before, { changes, effects }) {
    let marks = before.map(changes);
    for (const effect of effects) {
      if (effect.is(addMark)) {
        const { id, from, to } = effect.value;
        marks = marks.update({ add: [new MarkValue(id).range(from, to)] });
      } else if (effect.is(dropMark)) {
        marks = marks.update({ filter: (_from, _to, { id }) => id !== effect.value });
      }
    }
    return marks;
  },
});

/** A paste like any other, at `at` or in place of the selection. */
export function insertPlaceholders(
  state: EditorState,
  images: readonly { readonly id: string; readonly name: string }[],
  at?: number,
): Transaction {
  const { from, to } = at === undefined ? state.selection.main : { from: at, to: at };
  const texts = images.map(({ id, name }) => placeholderText(id, name));
  const marks = images.map(({ id }, index) => {
    const start = from + texts.slice(0, index).join('\n').length + (index > 0 ? 1 : 0);
    return addMark.of({ id, from: start, to: start + (texts[index] ?? '').length });
  });
  const insert = texts.join('\n');
  return state.update({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    effects: marks,
    annotations: isolateHistory.of('full'),
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}

function locate(state: EditorState, id: string): Mark | undefined {
  const marks: Mark[] = [];
  state.field(placeholderMarks, false)?.between(0, state.doc.length, (from, to, value) => {
    if (value.id === id && state.sliceDoc(from, to).includes(scheme + id)) marks.push({ id, from, to });
  });
  return marks[0] ?? placeholdersIn(state.doc.toString()).find((one) => one.id === id);
}

export function hasPlaceholder(state: EditorState, id: string): boolean {
  return locate(state, id) !== undefined;
}

/**
 * The link in place of the placeholder, as two transactions to be dispatched together: the placeholder goes outside of
 * the history, so that the paste that brought it is forgotten, and the link comes as a change of its own. Undo takes
 * the link away, and nothing brings the placeholder back.
 * @returns `undefined` when the placeholder is not in this text
 */
export function finishPlaceholder(
  state: EditorState,
  id: string,
  link: string,
): readonly Transaction[] | undefined {
  const place = locate(state, id);
  if (place === undefined) return undefined;
  const { from, to } = place;
  const removal = state.update({
    changes: { from, to },
    effects: dropMark.of(id),
    annotations: Transaction.addToHistory.of(false),
    filter: false,
  });
  if (link === '') return [removal];
  const insertion = removal.state.update({
    changes: { from, insert: link },
    selection: selectionAfter(state, removal.changes, from, link),
    annotations: isolateHistory.of('full'),
    userEvent: 'input.paste.upload',
  });
  return [removal, insertion];
}

/** A caret behind the placeholder is behind the link, one before it stays there. */
function selectionAfter({ selection }: EditorState, removed: ChangeSet, from: number, link: string) {
  const moved = (position: number) => {
    const mapped = removed.mapPos(position);
    return mapped > from || position > from ? mapped + link.length : mapped;
  };
  const ranges = selection.ranges.map(({ anchor, head }) =>
    EditorSelection.range(moved(anchor), moved(head)),
  );
  return EditorSelection.create(ranges, selection.mainIndex);
}
