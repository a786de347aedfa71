import { describe, expect, it, vi } from 'vitest';
import { type Computer, insertionScene, linkTo, newComputer, settled } from '../../test/insertion-scene.ts';
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

describe('a window that was closed', () => {
  const format = linkFormatOf('markdown');

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
    expect([next.begun, [...computer.images.keys()], [...computer.claims.keys()]]).toEqual([
      ['a', 'b'],
      [],
      [],
    ]);
  });

  it('leaves nothing when its images were there', async () => {
    const computer = newComputer();
    const { newNote, paste, finish } = insertionScene(computer);
    paste(newNote(), 'a');
    await finish('a');
    expect([...computer.images.keys(), ...computer.claims.keys()]).toEqual([]);
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
  const format = linkFormatOf('markdown');
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
    vi.useFakeTimers({ now: 0 });
    const passing = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1000) {
        computer.now += 1000;
        await vi.advanceTimersByTimeAsync(1000);
      }
    };
    const computer = newComputer();
    const [first, second] = [insertionScene(computer), insertionScene(computer)];
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

describe('a placeholder whose image is not on this computer', () => {
  const format = linkFormatOf('markdown');
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
});
