import { describe, expect, it, vi } from 'vitest';
import {
  type InsertionScene,
  insertionScene,
  linkTo,
  settled,
  type TestNote,
  twoWindows,
} from '../../test/insertion-scene.ts';
import { linkFormatOf } from '../languages.ts';

const format = linkFormatOf('markdown');

describe('a note that was closed without saving and opened again', () => {
  async function opened(act: (note: TestNote, scene: InsertionScene) => unknown) {
    const scene = insertionScene();
    const note = scene.newNote();
    scene.paste(note, 'a');
    const saved = note.text();
    await act(note, scene);
    note.closed = true;
    const again = scene.newNote(saved);
    await scene.insertions.resume(again, format, true);
    await settled();
    return { ...scene, again };
  }

  it('gets the link that was there by then', async () => {
    const { again, begun } = await opened((_, { finish }) => finish('a'));
    expect([again.text(), begun]).toEqual([linkTo('a'), ['a']]);
  });

  it('begins again with what was taken back in it', async () => {
    const { again, begun, finish } = await opened((note) => note.undo());
    expect(begun).toEqual(['a', 'a']);
    await finish('a');
    expect(again.text()).toBe(linkTo('a'));
  });
});

describe('a placeholder whose image is not on this computer', () => {
  const placeholder = '![Uploading b](imbed-upload:bbbbbbbbbbbb)';

  it('is told of once, where somebody looks, and can be taken out', async () => {
    const { newNote, insertions, lost } = insertionScene();
    const note = newNote(`![a](a.png) ${placeholder} text`);
    await insertions.resume(note, format, false);
    expect(lost).toEqual([]);
    await insertions.resume(note, format, true);
    await insertions.resume(note, format, true);
    expect(lost.length).toBe(1);
    lost[0]?.();
    await insertions.idle();
    expect(note.text()).toBe('![a](a.png)  text');
  });

  it('that another window had gets the link when somebody turns to the note, and not by itself', async () => {
    const { first, second, passing } = twoWindows();
    const note = first.newNote();
    first.paste(note, 'a');
    const same = second.newNote(note.text());
    await second.insertions.resume(same, format, true);
    await first.finish('a');
    await passing(60_000);
    expect(same.text()).toBe('![Uploading a](imbed-upload:000000000000)');
    await second.insertions.resume(same, format, true);
    await second.insertions.idle();
    expect([second.lost, second.begun, same.text()]).toEqual([[], [], linkTo('a')]);
    vi.useRealTimers();
  });

  it('is told of where the window died that had it, without waiting for another look at the note', async () => {
    const { computer, first, second, passing } = twoWindows();
    const note = first.newNote();
    first.paste(note, 'a');
    await second.insertions.resume(second.newNote(note.text()), format, true);
    first.isDead = true;
    computer.images.clear();
    await passing(60_000);
    expect(second.lost.length).toBe(1);
    vi.useRealTimers();
  });
});
