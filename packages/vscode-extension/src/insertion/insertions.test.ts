import { applyEdits, type ImageSource, type TextEdit } from '@imbed/core';
import { describe, expect, it } from 'vitest';
import { linkFormatOf } from '../languages.ts';
import { createInsertions, type Direction, type Insertions, type OpenNote } from './insertions.ts';
import { createShelf } from './shelf.ts';

/** A note with a history as VS Code keeps it: each edit is a step, and a new one ends the way forth. */
interface TestNote extends OpenNote {
  edit(edits: readonly TextEdit[]): void;
  type(text: string, at?: number): void;
  undo(): void;
  redo(): void;
  closed: boolean;
  /** What somebody types in the moment in which an edit is made. */
  interruptions: string[];
}

interface Scene {
  readonly insertions: Insertions<TestNote>;
  newNote(text?: string): TestNote;
  /** Paste two images, or as many as there are names. */
  paste(note: TestNote, ...names: string[]): void;
  finish(name: string, target?: string | undefined): Promise<void>;
  readonly begun: string[];
}

function source(name: string): ImageSource {
  return { name, origin: 'paste', read: async () => new Uint8Array() };
}

function scene(files = new Map<string, Uint8Array>()): Scene {
  const notes: TestNote[] = [];
  const begun: string[] = [];
  const waiting = new Map<string, (target: string | undefined) => void>();
  let count = 0;
  const shelf = createShelf({
    write: async (name, bytes) => void files.set(name, bytes),
    async read(name) {
      const bytes = files.get(name);
      if (bytes === undefined) throw new Error(`${name} is not there`);
      return bytes;
    },
    remove: async (name) => void files.delete(name),
  });
  const insertions = createInsertions<TestNote>({
    shelf,
    random: { string: (length) => String(count++).padStart(length, '0'), uuid: () => '' },
    async bring(sources, _note, onTarget) {
      await Promise.all(
        sources.map(
          ({ name = '' }, index) =>
            new Promise<void>((resolve) => {
              begun.push(name);
              waiting.set(name, (target) => {
                onTarget(index, target);
                resolve();
              });
            }),
        ),
      );
    },
    openNotes: () => notes.filter(({ closed }) => !closed),
    async reopen(note) {
      note.closed = false;
      return note;
    },
  });

  function newNote(text = ''): TestNote {
    let states = [text];
    let now = 0;
    const current = () => states[now] ?? '';
    const apply = (edits: readonly TextEdit[]) => {
      states = [...states.slice(0, now + 1), applyEdits(current(), edits)];
      now += 1;
      insertions.changed(
        note,
        edits.map(({ newText }) => newText),
        undefined,
      );
    };
    const step = (direction: Direction) => {
      const next = now + (direction === 'undo' ? -1 : 1);
      if (states[next] === undefined) return false;
      now = next;
      insertions.changed(note, [], direction);
      return true;
    };
    const note: TestNote = {
      text: current,
      async replace(edits) {
        const interruption = note.interruptions.shift();
        if (interruption !== undefined) {
          note.type(interruption, 0);
          return false;
        }
        apply(edits);
        return true;
      },
      step: async (direction) => step(direction),
      edit: apply,
      type: (text, at = current().length) => apply([{ start: at, end: at, newText: text }]),
      undo: () => step('undo'),
      redo: () => step('redo'),
      closed: false,
      interruptions: [],
    };
    notes.push(note);
    return note;
  }

  return {
    insertions,
    newNote,
    begun,
    paste(note, ...names) {
      const arrivals = names.map((name) => ({ source: source(name), alt: name, label: `Uploading ${name}` }));
      note.type(insertions.offer(arrivals, linkFormatOf('markdown')));
    },
    async finish(name, target = `https://i.example/${name}`) {
      waiting.get(name)?.(target === 'nowhere' ? undefined : target);
      // What follows is a chain of promises and nothing else.
      for (let round = 0; round < 100; round++) await Promise.resolve();
    },
  };
}

const linkTo = (name: string) => `![${name}](https://i.example/${name})`;

describe('an image on its way', () => {
  it('has a placeholder at once and its link when it is there', async () => {
    const { newNote, paste, finish } = scene();
    const note = newNote('# Note\n');
    paste(note, 'a');
    expect(note.text()).toBe('# Note\n![Uploading a](imbed-upload:000000000000)');
    await finish('a');
    expect(note.text()).toBe(`# Note\n${linkTo('a')}`);
  });

  it('is not uploaded when its text gets into no note', () => {
    const { insertions, begun } = scene();
    insertions.offer([{ source: source('a'), alt: '', label: '' }], linkFormatOf('markdown'));
    expect([begun, insertions.count]).toEqual([[], 0]);
  });

  it('is uploaded once, however many cursors there are, and linked at all of them', async () => {
    const { newNote, finish, insertions, begun } = scene();
    const note = newNote('1\n2\n3');
    const text = insertions.offer([{ source: source('a'), alt: 'a', label: '' }], linkFormatOf('markdown'));
    note.edit([1, 3, 5].map((at) => ({ start: at, end: at, newText: text })));
    await finish('a');
    expect([note.text(), begun]).toEqual([`1${linkTo('a')}\n2${linkTo('a')}\n3${linkTo('a')}`, ['a']]);
  });

  it('gets its link among what was typed meanwhile, before and behind', async () => {
    const { newNote, paste, finish } = scene();
    const note = newNote();
    paste(note, 'a');
    note.type(' behind');
    note.type('before ', 0);
    note.interruptions = ['x', 'y', 'z'];
    await finish('a');
    expect(note.text()).toBe(`zyxbefore ${linkTo('a')} behind`);
  });

  it('keeps its place among others, whichever is there first', async () => {
    const { newNote, paste, finish } = scene();
    const note = newNote();
    paste(note, 'a', 'b', 'c');
    for (const name of ['c', 'a', 'b']) await finish(name);
    expect(note.text()).toBe(['a', 'b', 'c'].map(linkTo).join('\n'));
  });

  it('is linked in the note to which its placeholder was moved', async () => {
    const { newNote, paste, finish } = scene();
    const [note, other] = [newNote(), newNote('> ')];
    paste(note, 'a');
    const cut = note.text();
    note.edit([{ start: 0, end: cut.length, newText: '' }]);
    other.type(cut);
    await finish('a');
    expect([note.text(), other.text()]).toEqual(['', `> ${linkTo('a')}`]);
  });

  it('is linked in a note that was closed', async () => {
    const { newNote, paste, finish } = scene();
    const note = newNote();
    paste(note, 'a');
    note.closed = true;
    await finish('a');
    expect(note.text()).toBe(linkTo('a'));
  });

  it('that is nowhere leaves no trace', async () => {
    const { newNote, paste, finish } = scene();
    const note = newNote('text ');
    paste(note, 'a');
    await finish('a', 'nowhere');
    expect(note.text()).toBe('text ');
  });

  it('counts until it is there', async () => {
    const { newNote, paste, finish, insertions } = scene();
    paste(newNote(), 'a', 'b');
    expect(insertions.count).toBe(2);
    await finish('a');
    await finish('b', 'nowhere');
    expect(insertions.count).toBe(0);
  });
});

describe('history', () => {
  async function pasted(...names: string[]) {
    const all = scene();
    const note = all.newNote('text ');
    all.paste(note, ...names);
    for (const name of names) await all.finish(name);
    return { ...all, note };
  }

  it('one step back takes the link away and leaves no placeholder, one step forth brings the link', async () => {
    const { note, insertions } = await pasted('a');
    for (let round = 0; round < 3; round++) {
      note.undo();
      await insertions.idle();
      expect(note.text()).toBe('text ');
      note.redo();
      await insertions.idle();
      expect(note.text()).toBe(`text ${linkTo('a')}`);
    }
  });

  it('one step back takes all images of one paste away', async () => {
    const { note, insertions } = await pasted('a', 'b');
    note.undo();
    await insertions.idle();
    expect(note.text()).toBe('text ');
  });

  it('what was typed after the link is taken back first', async () => {
    const { note, insertions } = await pasted('a');
    note.type('!');
    note.undo();
    await insertions.idle();
    expect(note.text()).toBe(`text ${linkTo('a')}`);
  });

  it('what was typed during the upload goes with the link, and comes back with it', async () => {
    const { newNote, paste, finish, insertions } = scene();
    const note = newNote();
    paste(note, 'a');
    note.type(' typed');
    await finish('a');
    note.undo();
    await insertions.idle();
    expect(note.text()).toBe('');
    note.redo();
    await insertions.idle();
    expect(note.text()).toBe(`${linkTo('a')} typed`);
  });

  it('a paste that was taken back during the upload stays away, and comes back as a link', async () => {
    const { newNote, paste, finish, insertions } = scene();
    const note = newNote('text ');
    paste(note, 'a');
    note.undo();
    await finish('a');
    expect(note.text()).toBe('text ');
    note.redo();
    await insertions.idle();
    expect(note.text()).toBe(`text ${linkTo('a')}`);
  });

  it('a placeholder that was cut out comes back as a link', async () => {
    const { newNote, paste, finish, insertions } = scene();
    const note = newNote();
    paste(note, 'a');
    const cut = note.text();
    note.edit([{ start: 0, end: cut.length, newText: '' }]);
    await finish('a');
    note.type(cut);
    await insertions.idle();
    expect(note.text()).toBe(linkTo('a'));
  });
});

describe('a window that was closed', () => {
  const format = linkFormatOf('markdown');

  it('leaves its images to the next one, which links them', async () => {
    const files = new Map<string, Uint8Array>();
    const first = scene(files);
    const note = first.newNote();
    first.paste(note, 'a', 'b');
    await first.finish('nothing');
    const next = scene(files);
    const again = next.newNote(note.text());
    await next.insertions.resume(again, format);
    await next.insertions.resume(again, format);
    for (const name of ['a', 'b']) await next.finish(name);
    expect(again.text()).toBe(['a', 'b'].map(linkTo).join('\n'));
    expect([next.begun, [...files.keys()]]).toEqual([['a', 'b'], []]);
  });

  it('leaves nothing when its images were there', async () => {
    const files = new Map<string, Uint8Array>();
    const { newNote, paste, finish } = scene(files);
    paste(newNote(), 'a');
    await finish('a');
    expect([...files.keys()]).toEqual([]);
  });

  it.each(['', '{', '{}\nbytes', '{"alt":"","placeholder":"x","size":9}\ncut'])(
    'whose images were damaged (%j) leaves its placeholders as they are',
    async (file) => {
      const text = '![x](imbed-upload:000000000000)';
      const { newNote, insertions, begun } = scene(
        new Map([['000000000000', new TextEncoder().encode(file)]]),
      );
      const note = newNote(text);
      await insertions.resume(note, format);
      expect([note.text(), begun]).toEqual([text, []]);
    },
  );
});
