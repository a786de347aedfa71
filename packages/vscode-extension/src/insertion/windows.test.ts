import { describe, expect, it, vi } from 'vitest';
import {
  type Computer,
  insertionScene,
  linkTo,
  newComputer,
  settled,
  twoWindows,
} from '../../test/insertion-scene.ts';
import { linkFormatOf } from '../languages.ts';

const format = linkFormatOf('markdown');

describe('a window that was closed', () => {
  /** A note that was closed with its window, with these images on their way. */
  async function closedNote(computer: Computer, ...names: string[]): Promise<string> {
    const { newNote, paste, insertions } = insertionScene(computer);
    const note = newNote();
    paste(note, ...names);
    await settled();
    await insertions.end();
    return note.text();
  }

  it('leaves its images to the next one, which links them', async () => {
    const computer = newComputer();
    const text = await closedNote(computer, 'a', 'b');
    const next = insertionScene(computer);
    const again = next.newNote(text);
    await next.insertions.resume(again, format, true);
    await next.insertions.resume(again, format, true);
    for (const name of ['a', 'b']) await next.finish(name);
    expect(again.text()).toBe(['a', 'b'].map(linkTo).join('\n'));
    expect([next.begun, [...computer.claims.keys()]]).toEqual([['a', 'b'], []]);
  });

  it('leaves no more than their links when its images were there', async () => {
    const computer = newComputer();
    const { newNote, paste, finish } = insertionScene(computer);
    paste(newNote(), 'a', 'b');
    await finish('a');
    await finish('b', 'nowhere');
    await settled();
    const kept = [...computer.images.values()].map((file) => JSON.parse(new TextDecoder().decode(file)));
    expect([kept, computer.claims.size]).toEqual([
      [
        {
          alt: 'a',
          placeholder: '![Uploading a](imbed-upload:000000000000)',
          target: 'https://i.example/a',
        },
      ],
      0,
    ]);
  });

  it('leaves the link to a note that was saved with the placeholder, and closed without saving the link', async () => {
    const computer = newComputer();
    const { newNote, paste, finish, insertions } = insertionScene(computer);
    const note = newNote();
    paste(note, 'a');
    const saved = note.text();
    await finish('a');
    await insertions.end();
    const next = insertionScene(computer);
    const again = next.newNote(saved);
    await next.insertions.resume(again, format, true);
    await settled();
    expect([again.text(), next.begun, next.lost, computer.claims.size]).toEqual([linkTo('a'), [], [], 0]);
  });

  it('leaves nothing of what was taken back', async () => {
    const computer = newComputer();
    const { newNote, paste, insertions } = insertionScene(computer);
    const note = newNote();
    paste(note, 'a');
    note.undo();
    await settled();
    expect([...computer.images.keys()]).toEqual(['000000000000']);
    await insertions.end();
    expect([...computer.images.keys(), ...computer.claims.keys()]).toEqual([]);
  });

  it('leaves its images alone in notes whose images are to be left alone', async () => {
    const computer = newComputer();
    const text = await closedNote(computer, 'a');
    const next = insertionScene(computer);
    next.isWanted = false;
    const note = next.newNote(text);
    await next.insertions.resume(note, format, true);
    expect([next.begun, next.lost, note.text(), computer.images.size]).toEqual([[], [], text, 1]);
  });

  it.each(['', '{', '{}\nbytes', '{"alt":"","placeholder":"x","size":9}\ncut'])(
    'whose images were damaged (%j) leaves its placeholders as they are',
    async (file) => {
      const text = '![x](imbed-upload:000000000000)';
      const { newNote, insertions, begun } = insertionScene(newComputer([['000000000000', file]]));
      const note = newNote(text);
      await insertions.resume(note, format, true);
      expect([note.text(), begun]).toEqual([text, []]);
    },
  );
});

describe('the shelf of images on their way', () => {
  const dayMs = 24 * 3_600_000;

  it('is rid of what nobody waits for any more, with the first image', async () => {
    const computer = newComputer([
      ['aaaaaaaaaaaa', 'old'],
      ['bbbbbbbbbbbb', 'young'],
    ]);
    computer.now = 100 * dayMs;
    computer.writtenAt.set('aaaaaaaaaaaa', computer.now - 32 * dayMs);
    computer.writtenAt.set('bbbbbbbbbbbb', computer.now - 30 * dayMs);
    const { newNote, paste } = insertionScene(computer);
    await settled();
    expect(computer.images.size).toBe(2);
    paste(newNote(), 'a');
    await settled();
    expect([...computer.images.keys()].sort()).toEqual(['000000000000', 'bbbbbbbbbbbb']);
  });

  it('keeps an image whose note could not be written', async () => {
    const computer = newComputer();
    const { newNote, paste, finish } = insertionScene(computer);
    const note = newNote();
    paste(note, 'a');
    note.replace = async () => false;
    await finish('a');
    await settled();
    expect([note.text(), [...computer.images.keys()]]).toEqual([
      '![Uploading a](imbed-upload:000000000000)',
      ['000000000000'],
    ]);
  });

  it('lets one of two windows with the same note upload its image, and the other one when that one died', async () => {
    const { first, second, passing } = twoWindows();
    const note = first.newNote();
    first.paste(note, 'a');
    const same = second.newNote(note.text());
    await second.insertions.resume(same, format, true);
    await passing(60_000);
    expect([second.begun, second.lost]).toEqual([[], []]);
    first.isDead = true;
    await passing(20_000);
    expect(second.begun).toEqual(['a']);
    await second.insertions.end();
    vi.useRealTimers();
  });

  it('goes on by itself with an image that the other window left when it was closed', async () => {
    const { first, second, passing } = twoWindows();
    const note = first.newNote();
    first.paste(note, 'a');
    await second.insertions.resume(second.newNote(note.text()), format, false);
    await first.insertions.end();
    await passing(20_000);
    expect(second.begun).toEqual(['a']);
    await second.insertions.end();
    vi.useRealTimers();
  });

  it('gives the image of a dead window to one of two that look at the same moment', async () => {
    vi.useFakeTimers({ now: 0 });
    const computer = newComputer();
    const dead = insertionScene(computer);
    const note = dead.newNote();
    dead.paste(note, 'a');
    await settled();
    dead.isDead = true;
    computer.now += 60_000;
    const windows = [insertionScene(computer), insertionScene(computer)];
    // The slower one removes the claim that the other one has just made.
    for (const [index, window] of windows.entries()) window.slowMs = 1 + 4 * index;
    for (const { insertions, newNote } of windows) void insertions.resume(newNote(note.text()), format, true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(windows.flatMap(({ begun }) => begun)).toEqual(['a']);
    for (const { insertions } of windows) void insertions.end();
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
  });

  it('keeps an image that was cut out here and put in by another window, which begins at once', async () => {
    const computer = newComputer();
    const [first, second] = [insertionScene(computer), insertionScene(computer)];
    const note = first.newNote();
    first.paste(note, 'a');
    const cut = note.text();
    note.edit([{ start: 0, end: cut.length, newText: '' }]);
    await settled();
    const other = second.newNote(cut);
    await second.insertions.resume(other, format, true);
    await first.insertions.end();
    expect([computer.images.size, computer.claims.size]).toEqual([1, 1]);
    await second.finish('a');
    expect(other.text()).toBe(linkTo('a'));
  });

  it('leaves an image to the window that took it, when its placeholder comes back here', async () => {
    const computer = newComputer();
    const [first, second] = [insertionScene(computer), insertionScene(computer)];
    const note = first.newNote();
    first.paste(note, 'a');
    const cut = note.text();
    note.undo();
    await settled();
    await second.insertions.resume(second.newNote(cut), format, true);
    note.redo();
    await settled();
    expect([first.begun, second.begun]).toEqual([['a'], ['a']]);
    for (const { insertions } of [first, second]) await insertions.end();
  });

  it('has the link for a placeholder that comes back here after another window uploaded its image', async () => {
    const computer = newComputer();
    const [first, second] = [insertionScene(computer), insertionScene(computer)];
    const note = first.newNote();
    first.paste(note, 'a');
    const cut = note.text();
    note.undo();
    await settled();
    await second.insertions.resume(second.newNote(cut), format, true);
    await second.finish('a');
    await settled();
    note.redo();
    await settled();
    await first.insertions.idle();
    expect([note.text(), first.begun]).toEqual([linkTo('a'), ['a']]);
    await first.insertions.end();
    const third = insertionScene(computer);
    const late = third.newNote(cut);
    await third.insertions.resume(late, format, true);
    await third.insertions.idle();
    expect(late.text()).toBe(linkTo('a'));
  });

  it('has no claim to an image whose upload was over at once when it was begun again', async () => {
    vi.useFakeTimers({ now: 0 });
    const computer = newComputer();
    const scene = insertionScene(computer);
    scene.slowMs = 5;
    const note = scene.newNote();
    scene.paste(note, 'a');
    await vi.advanceTimersByTimeAsync(100);
    note.undo();
    await vi.advanceTimersByTimeAsync(100);
    note.redo();
    while (scene.begun.length < 2) await vi.advanceTimersByTimeAsync(1);
    await scene.finish('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect([note.text(), computer.claims.size]).toEqual([linkTo('a'), 0]);
    vi.useRealTimers();
  });

  it('gives an image to one of two windows that start at once', async () => {
    const computer = newComputer();
    const first = insertionScene(computer);
    const note = first.newNote();
    first.paste(note, 'a');
    await settled();
    await first.insertions.end();
    const windows = [insertionScene(computer), insertionScene(computer)];
    await Promise.all(
      windows.map(({ insertions, newNote }) => insertions.resume(newNote(note.text()), format, true)),
    );
    expect(windows.flatMap(({ begun }) => begun)).toEqual(['a']);
    expect(computer.claims.size).toBe(1);
    for (const { insertions } of windows) await insertions.end();
    expect(computer.claims.size).toBe(0);
  });
});
