import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findImages } from '../../markdown/find-images.ts';
import { targetKind } from '../../markdown/target.ts';
import { generateVault } from '../../testing/generated-vault.ts';
import { copyCorpus } from '../../testing/note-corpus.ts';
import {
  CORPUS_GBK_NOTE,
  corpusDeadTargets,
  corpusUnshownPictures,
} from '../../testing/note-corpus-files.ts';
import { createTargetResolver } from '../../workspace/resolve-target.ts';
import { createNodeWorkspace } from './node-workspace.ts';
import { selectNotes } from './select-notes.ts';

const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'imbed-corpus-')));
afterAll(() => rmSync(home, { recursive: true }));

/** All that the notes below `root` refer to, found and not. */
async function resolveAll(root: string) {
  const workspace = createNodeWorkspace(root);
  const resolver = createTargetResolver(workspace);
  const [found, dead, refused, notes] = [new Set<string>(), [] as string[], [] as string[], [] as string[]];
  const selection = selectNotes(root, ['.'], { cwd: root, platform: process.platform });
  for await (const path of selection.notes) {
    notes.push(path);
    const note = await workspace.readNote(path).catch(() => undefined);
    if (note === undefined) refused.push(path);
    for (const reference of findImages(note?.text ?? '')) {
      if (targetKind(reference.target) !== 'local') continue;
      const located = await resolver.locate(path, reference);
      if (located === undefined) dead.push(reference.target);
      else found.add(located.path);
    }
  }
  return { found: [...found].sort(), dead: dead.sort(), refused, notes: notes.sort(), selection };
}

it('finds every picture that notes as people have them show, and no other', async () => {
  const root = join(home, 'corpus');
  const tree = copyCorpus(root);
  const { found, dead, refused, notes, selection } = await resolveAll(root);
  expect(notes).toEqual([...tree.notes].sort());
  expect(selection.problems).toEqual([]);
  expect(refused).toEqual([CORPUS_GBK_NOTE]);
  expect(dead).toEqual(corpusDeadTargets.filter((target) => targetKind(target) === 'local').sort());
  expect(found).toEqual(tree.pictures.filter((picture) => !corpusUnshownPictures.includes(picture)).sort());
});

it('finds every picture of a large vault', async () => {
  const root = join(home, 'vault');
  const tree = generateVault(root, { notes: 200, imagesPerNote: 2, seed: 3 });
  const { found, dead, notes } = await resolveAll(root);
  expect(notes).toEqual([...tree.notes].sort());
  expect(dead).toEqual([]);
  expect(found).toEqual([...tree.pictures].sort());
});
