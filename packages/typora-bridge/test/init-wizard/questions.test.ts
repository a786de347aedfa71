import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  accessKeyId,
  fetched,
  imbed,
  lines,
  secretAccessKey,
  sha256,
  startStore,
  writePicture,
} from '../support.ts';
import { keys, startTerminal } from '../terminal.ts';
import { en, ending, newcomer, steps, walk, zh } from './scene.ts';

const { enter, ctrlC } = keys;

describe.each([
  ['English', en],
  ['Chinese', zh],
])('in %s', (_language, w) => {
  it('leads from nothing to a link: bucket made, profile written, keys never shown', async () => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init'], { LANG: w.LANG });
    await walk(terminal, [
      ...steps(w, store.endpoint),
      ...ending(w),
      [w.written, ''],
      [w.typora, `n${enter}`],
    ]);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(0);
    expect(screen).not.toContain(secretAccessKey);
    expect(statSync(bench.config).mode & 0o777).toBe(0o600);
    const bytes = writePicture(join(bench.folder, 'a.png'));
    const run = await imbed(bench, ['upload', 'a.png']);
    expect(run.code).toBe(0);
    expect(sha256((await fetched(lines(run.stdout)[0] ?? '')).bytes)).toBe(sha256(bytes));
  });

  it('wrong keys are told of, and can be entered again', async () => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init'], { LANG: w.LANG });
    await walk(terminal, [
      ...steps(w, store.endpoint, 'not-the-secret'),
      [w.refused, ''],
      [w.again, enter],
      [w.keys, enter],
      // What was right of the answer stands there still.
      [` ${accessKeyId}`, enter],
      [w.secret, secretAccessKey + enter],
      ...ending(w),
      [w.typora, enter],
    ]);
    expect((await terminal.ended()).code).toBe(0);
  });
});

describe('Ctrl-C', () => {
  const questions = [...steps(en, 'x'), ...ending(en)].keys();
  it.each([...questions])('after %i answers leaves nothing behind', async (answers) => {
    const store = await startStore();
    const bench = newcomer(store.endpoint);
    const terminal = startTerminal(bench, ['init']);
    const way = [...steps(en, store.endpoint), ...ending(en)];
    await walk(terminal, way.slice(0, answers));
    await terminal.sees(way[answers]?.[0] ?? '');
    terminal.types(ctrlC);
    const { code, screen } = await terminal.ended();
    expect(code).toBe(130);
    expect(screen).toContain(en.nothing);
    expect(existsSync(bench.config)).toBe(false);
    expect(store.storage.findBucket('new-notes')).toBeUndefined();
  });
});
