import { describe, expect, it } from 'vitest';
import { insertionScene, linkTo } from '../../test/insertion-scene.ts';

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

  it('a paste that was taken back during the upload stays away, and comes back as a link', async () => {
    const { newNote, paste, finish, insertions } = insertionScene();
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
    const { newNote, paste, finish, insertions } = insertionScene();
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
