import { describe, expect, it } from 'vitest';
import { insertionScene, linkTo } from '../../test/insertion-scene.ts';
import { linkFormatOf } from '../languages.ts';

const source = { name: 'a', origin: 'paste', read: async () => new Uint8Array() } as const;

describe('an image on its way', () => {
  it('has a placeholder at once and its link when it is there', async () => {
    const { newNote, paste, finish } = insertionScene();
    const note = newNote('# Note\n');
    paste(note, 'a');
    expect(note.text()).toBe('# Note\n![Uploading a](imbed-upload:000000000000)');
    await finish('a');
    expect(note.text()).toBe(`# Note\n${linkTo('a')}`);
  });

  it('is not uploaded when its text gets into no note', () => {
    const { insertions, begun } = insertionScene();
    insertions.offer([{ source, alt: '', label: '' }], linkFormatOf('markdown'));
    expect([begun, insertions.count]).toEqual([[], 0]);
  });

  it('is uploaded once, however many cursors there are, and linked at all of them', async () => {
    const { newNote, finish, insertions, begun } = insertionScene();
    const note = newNote('1\n2\n3');
    const text = insertions.offer([{ source, alt: 'a', label: '' }], linkFormatOf('markdown'));
    note.edit([1, 3, 5].map((at) => ({ start: at, end: at, newText: text })));
    await finish('a');
    expect([note.text(), begun]).toEqual([`1${linkTo('a')}\n2${linkTo('a')}\n3${linkTo('a')}`, ['a']]);
  });

  it('gets its link among what was typed meanwhile, before and behind', async () => {
    const { newNote, paste, finish } = insertionScene();
    const note = newNote();
    paste(note, 'a');
    note.type(' behind');
    note.type('before ', 0);
    note.interruptions = ['x', 'y', 'z'];
    await finish('a');
    expect(note.text()).toBe(`zyxbefore ${linkTo('a')} behind`);
  });

  it('keeps its place among others, whichever is there first', async () => {
    const { newNote, paste, finish } = insertionScene();
    const note = newNote();
    paste(note, 'a', 'b', 'c');
    for (const name of ['c', 'a', 'b']) await finish(name);
    expect(note.text()).toBe(['a', 'b', 'c'].map(linkTo).join('\n'));
  });

  it('is linked in the note to which its placeholder was moved', async () => {
    const { newNote, paste, finish } = insertionScene();
    const [note, other] = [newNote(), newNote('> ')];
    paste(note, 'a');
    const cut = note.text();
    other.type(cut);
    note.edit([{ start: 0, end: cut.length, newText: '' }]);
    await finish('a');
    expect([note.text(), other.text()]).toEqual(['', `> ${linkTo('a')}`]);
  });

  it('is linked in a note that was closed', async () => {
    const { newNote, paste, finish } = insertionScene();
    const note = newNote();
    paste(note, 'a');
    note.closed = true;
    await finish('a');
    expect(note.text()).toBe(linkTo('a'));
  });

  it('that is nowhere leaves no trace', async () => {
    const { newNote, paste, finish } = insertionScene();
    const note = newNote('text ');
    paste(note, 'a');
    await finish('a', 'nowhere');
    expect(note.text()).toBe('text ');
  });

  it('counts until it is there', async () => {
    const { newNote, paste, finish, insertions } = insertionScene();
    paste(newNote(), 'a', 'b');
    expect(insertions.count).toBe(2);
    await finish('a');
    await finish('b', 'nowhere');
    expect(insertions.count).toBe(0);
  });
});
