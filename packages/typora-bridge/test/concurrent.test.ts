import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RecordedRequest } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import { imbed, type Run, sha256 } from './support.ts';
import { conclude, createScene, expectSound, run, type Scene, undisturbed } from './vault-scene/scene.ts';

const plan = { mode: 'remote', notes: 30 } as const;

const start = ({ bench, vault }: Scene, ...args: readonly string[]) =>
  imbed(bench, args, { cwd: vault.folder });

/** Does something again and again until all the commands are over. */
async function meanwhile(commands: readonly Promise<Run>[], act: () => void): Promise<readonly Run[]> {
  const all = Promise.all(commands);
  let isOver = false;
  const over = all.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    act();
    await setImmediate();
  }
  await over;
  return all;
}

/** Whoever looks at a note while others write it sees the old one or the new one. */
function lookAtNotes({ vault, newTexts }: Scene): () => void {
  let turn = 0;
  return () => {
    const index = turn++ % vault.notes.length;
    const text = readFileSync(join(vault.folder, vault.notes[index] ?? ''), 'utf8');
    expect([vault.oldTexts[index], newTexts[index]]).toContain(text);
  };
}

const good = { code: 0, stderr: '' };

describe('commands at the same time on one vault', () => {
  it.each([[2], [4]])('%i × imbed note: each writes what the others did not', async (count) => {
    const { newTexts } = await undisturbed(plan);
    const scene = await createScene(plan, newTexts);
    const commands = Array.from({ length: count }, () => start(scene, 'note', '.'));
    const runs = await meanwhile(commands, lookAtNotes(scene));
    expect(runs).toEqual(Array(count).fill(expect.objectContaining(good)));
    scene.vault.noteJobs();
    await expectSound(scene);
    expect(scene.vault.texts()).toEqual(scene.newTexts);
    await conclude(scene, () => undefined);
  });

  it('imbed note and imbed sync, which want to store the same pictures', async () => {
    const { newTexts } = await undisturbed(plan);
    const scene = await createScene({ ...plan, outage: 'half of the pictures' }, newTexts);
    await run(scene, ['note', '.']);
    scene.isOut = false;
    const commands = [start(scene, 'note', '.'), start(scene, 'sync'), start(scene, 'sync')];
    expect(await Promise.all(commands)).toEqual(commands.map(() => expect.objectContaining(good)));
    scene.vault.noteJobs();
    await expectSound(scene);
    expect(scene.vault.texts()).toEqual(scene.newTexts);
    await conclude(scene, () => undefined);
  });
});

/** Appends a line of its own to a note each time, to the text as it is then, and remembers what it wrote. */
function createEditor({ vault }: Scene, isInPlace: boolean) {
  const typed: string[] = [];
  const noteWith = new Map(
    vault.pictures.map((picture, index) => {
      const [, number] = /图 (\d+)-\d+\.png$/.exec(picture) ?? [];
      return [sha256(vault.oldPictures[index] ?? Buffer.alloc(0)), vault.notes[Number(number)] ?? ''];
    }),
  );
  return {
    typed,
    /** Whoever stores the picture that the request is about has read the note, and has yet to write it. */
    saveNoteOf({ path }: RecordedRequest): void {
      const file = join(vault.folder, noteWith.get(basename(path, '.png')) ?? '');
      const line = `typed ${typed.length}`;
      const text = `${readFileSync(file, 'utf8')}\n${line}\n`;
      if (isInPlace) writeFileSync(file, text);
      else {
        writeFileSync(`${file}~`, text);
        renameSync(`${file}~`, file);
      }
      typed.push(line);
    },
  };
}

it.each([
  ['in place', true],
  ['by renaming', false],
])(
  'an editor that saves %s while imbed note is at work loses nothing, nor does imbed',
  async (_, isInPlace) => {
    const { newTexts } = await undisturbed(plan);
    const scene = await createScene(plan, newTexts);
    const editor = createEditor(scene, isInPlace);
    scene.server.intercept((request) => void editor.saveNoteOf(request));
    expect(await start(scene, 'note', '.')).toMatchObject(good);
    const texts = scene.vault.texts();
    const found = texts.flatMap((text) => text.match(/^typed \d+$/gm) ?? []);
    expect(editor.typed.length).toBeGreaterThanOrEqual(scene.vault.pictures.length);
    expect(found.toSorted()).toEqual(editor.typed.toSorted());
    expect(texts.map((text) => text.replaceAll(/\ntyped \d+\n/g, ''))).toEqual(scene.newTexts);
  },
);
