import { describe, expect, it } from 'vitest';
import { insertionScene, linkTo, newComputer, settled } from '../../test/insertion-scene.ts';
import { linkFormatOf } from '../languages.ts';

describe('history', () => {
  async function pasted(...names: string[]) {
    const all = insertionScene();
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
    const { newNote, paste, finish, insertions } = insertionScene();
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

  it('a paste that was taken back is given up, and begins again when it comes back', async () => {
    const { newNote, paste, finish, insertions, begun, stopped } = insertionScene();
    const note = newNote('text ');
    paste(note, 'a');
    note.undo();
    expect([stopped, insertions.count]).toEqual([['a'], 0]);
    note.redo();
    await settled();
    expect([begun, insertions.count]).toEqual([['a', 'a'], 1]);
    await finish('a');
    expect(note.text()).toBe(`text ${linkTo('a')}`);
  });

  it('a placeholder that is cut out is given up, and begins again in the note that it is put into', async () => {
    const { newNote, paste, finish, begun, stopped } = insertionScene();
    const [note, other] = [newNote(), newNote()];
    paste(note, 'a');
    const cut = note.text();
    note.edit([{ start: 0, end: cut.length, newText: '' }]);
    expect(stopped).toEqual(['a']);
    other.type(cut);
    await settled();
    await finish('a');
    expect([note.text(), other.text(), begun]).toEqual(['', linkTo('a'), ['a', 'a']]);
  });

  it('a placeholder that another note still shows, or that is only moved, goes on', async () => {
    const { newNote, paste, insertions, stopped } = insertionScene();
    const [note, other] = [newNote(), newNote()];
    paste(note, 'a');
    const cut = note.text();
    note.edit([
      { start: 0, end: 0, newText: 'x' },
      { start: 0, end: cut.length, newText: cut },
    ]);
    other.type(cut);
    note.edit([{ start: 0, end: note.text().length, newText: '' }]);
    expect([stopped, insertions.count]).toEqual([[], 1]);
    other.edit([{ start: 0, end: cut.length, newText: '' }]);
    expect(stopped).toEqual(['a']);
  });

  it('a note that is closed with its placeholder keeps it on its way, whatever is typed elsewhere', async () => {
    const { newNote, paste, stopped } = insertionScene();
    const [note, other] = [newNote(), newNote()];
    paste(note, 'a');
    note.closed = true;
    other.type('x');
    expect(stopped).toEqual([]);
  });

  it('however much was typed during the upload, redo brings all of it back', async () => {
    const { newNote, paste, finish, insertions } = insertionScene();
    const note = newNote();
    paste(note, 'a');
    for (let letters = 0; letters < 250; letters++) note.type('x');
    await finish('a');
    note.undo();
    await insertions.idle();
    expect(note.text()).toBe('');
    for (let steps = 0; steps < 300; steps++) note.redo();
    await insertions.idle();
    expect(note.text()).toBe(linkTo('a') + 'x'.repeat(250));
  });

  it('a note that goes behind another half-way loses nothing, and goes on when it is in front again', async () => {
    const { newNote, paste, finish, insertions } = insertionScene();
    const note = newNote();
    paste(note, 'a');
    for (const letter of 'word') note.type(letter);
    await finish('a');
    note.stepsInFront = 2;
    note.undo();
    await insertions.idle();
    note.stepsInFront = Number.POSITIVE_INFINITY;
    insertions.inFront(note);
    await insertions.idle();
    expect(note.text()).toBe('');
    note.redo();
    await insertions.idle();
    expect(note.text()).toBe(`${linkTo('a')}word`);
  });

  it('a note that is written into while it waits half-way gets its link', async () => {
    const { newNote, paste, finish, insertions } = insertionScene();
    const note = newNote();
    paste(note, 'a');
    note.type('x');
    await finish('a');
    note.stepsInFront = 0;
    note.undo();
    await insertions.idle();
    note.type('y');
    await insertions.idle();
    expect(note.text()).toBe(`${linkTo('a')}xy`);
  });

  it('where the placeholder was before all history, the link comes back with what was typed after it', async () => {
    const computer = newComputer();
    const first = insertionScene(computer);
    const closed = first.newNote();
    first.paste(closed, 'a');
    await settled();
    await first.insertions.end();
    const { newNote, finish, insertions } = insertionScene(computer);
    const note = newNote(closed.text());
    await insertions.resume(note, linkFormatOf('markdown'), true);
    await finish('a');
    note.type('!');
    note.undo();
    note.undo();
    await insertions.idle();
    expect(note.text()).toBe(linkTo('a'));
    note.redo();
    expect(note.text()).toBe(`${linkTo('a')}!`);
  });

  it('a paste while a walk is on its way is taken, in this note and in another', async () => {
    const { newNote, paste, finish, insertions, begun } = insertionScene();
    const [note, other] = [newNote(), newNote()];
    paste(note, 'a');
    note.type('x');
    note.type('y');
    await finish('a');
    note.onStep = () => {
      note.onStep = () => undefined;
      paste(other, 'b');
      paste(note, 'c');
    };
    note.undo();
    await insertions.idle();
    for (const name of ['b', 'c']) await finish(name);
    expect(begun).toEqual(['a', 'b', 'c']);
    expect([note.text(), other.text()]).toEqual([`${linkTo('a')}x${linkTo('c')}`, linkTo('b')]);
  });
});
