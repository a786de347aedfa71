import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { codesOf, jobUnderTest, listed, pathOf } from '../testing/job-under-test.ts';
import { runRewriting } from './rewrite-notes.ts';
import type { Rewriting } from './step.ts';
import { undoJob } from './undo.ts';
import { createUndoLog } from './undo-log.ts';

/** Points every image somewhere else, by its target. */
function pointing(to: (target: string) => string | undefined): Rewriting {
  return {
    plan: async ({ target }) => ({
      kind: 'link',
      subject: target,
      identity: target,
      perform: async () => ({ target: () => to(target), reused: true }),
    }),
  };
}

const moveOn = pointing((target) => `${target}.png`);

describe('undo', () => {
  it('puts notes back as they were, byte for byte', async () => {
    const before = {
      'a.md': '\ufeff![x](a.png)\r\n![](<b c.png>)',
      'b/c.md': '[![](a.png)](x) ![[d.png|300]]',
    };
    const { host, workspace, notes } = jobUnderTest(before);
    await runRewriting(host, notes(), moveOn, 'note');
    expect(workspace.text('a.md')).not.toBe(before['a.md']);
    const report = await undoJob(host, undefined);
    expect(report).toMatchObject({ changed: 2, problems: [] });
    for (const [path, text] of Object.entries(before)) expect(workspace.text(path)).toBe(text);
  });

  it('undoes the last job that was not undone, one after another', async () => {
    const { host, workspace, clock, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    clock.set('2026-08-02T05:06:08.000Z');
    await runRewriting(host, notes(), moveOn, 'flip');
    expect(workspace.text('a.md')).toBe('![](a.png.png.png)');
    await undoJob(host, undefined);
    expect(workspace.text('a.md')).toBe('![](a.png.png)');
    await undoJob(host, undefined);
    expect(workspace.text('a.md')).toBe('![](a.png)');
    expect(codesOf(await undoJob(host, undefined))).toEqual([['undo', 'undo/nothing']]);
  });

  it('passes over a job that could write no note, and undoes the one before', async () => {
    const { host, workspace, clock, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    clock.set('2026-08-02T05:06:08.000Z');
    workspace.disturb = (call, _path, run) => {
      if (call === 'writeNote') throw new ImbedError('note/read-only');
      run();
    };
    expect(await runRewriting(host, notes(), moveOn, 'note')).not.toHaveProperty('undo');
    workspace.disturb = (_call, _path, run) => run();
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](a.png)');
  });

  it('puts back a note that was in its place when its disk failed', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    workspace.disturb = (call, _path, run) => {
      run();
      if (call === 'writeNote') throw new ImbedError('local/write-failed');
    };
    expect(await runRewriting(host, notes(), moveOn, 'note')).toHaveProperty('undo');
    workspace.disturb = (_call, _path, run) => run();
    expect(workspace.text('a.md')).toBe('![](a.png.png)');
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](a.png)');
  });

  it('undoes the job that is named, whatever stands before the name', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png)', 'b.md': '![](b.png)' });
    const { undo } = await runRewriting(host, listed('a.md'), moveOn, 'note');
    await runRewriting(host, listed('b.md'), moveOn, 'note');
    await undoJob(host, `/home/me/notes/.imbed/${undo}`);
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual(['![](a.png)', '![](b.png.png)']);
  });

  it.each([
    ['created its file', ''],
    ['wrote half of the header', '{"type":"job","ver'],
    ['wrote the header', '{"type":"job","version":1,"job":"note"}\n'],
  ])('passes over a job that was killed when it had %s', async (_, content) => {
    const { host, workspace, records, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    records.open('undo/20991231-note.jsonl').content = content;
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](a.png)');
    expect(codesOf(await undoJob(host, undefined))).toEqual([['undo', 'undo/nothing']]);
  });

  it('leaves a note alone that changed since, goes on with the job before, and can be tried again by name', async () => {
    const { host, workspace, clock, notes } = jobUnderTest({ 'a.md': '![](a.png)', 'b.md': '![](b.png)' });
    await runRewriting(host, listed('b.md'), moveOn, 'note');
    clock.set('2026-08-02T05:06:08.000Z');
    const { undo } = await runRewriting(host, notes(), moveOn, 'note');
    workspace.put('a.md', '![](a.png.png) typed');
    const report = await undoJob(host, undefined);
    expect(codesOf(report)).toEqual([['a.md', 'undo/changed']]);
    expect(report.partlyUndone).toBe(`${undo}.partly`);
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual([
      '![](a.png.png) typed',
      '![](b.png.png)',
    ]);
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('b.md')).toBe('![](b.png)');
    expect(codesOf(await undoJob(host, undefined))).toEqual([['undo', 'undo/nothing']]);
    workspace.put('a.md', '![](a.png.png)');
    workspace.put('b.md', '![](b.png.png)');
    const again = await undoJob(host, undo);
    expect(again).toMatchObject({ changed: 1, problems: [] });
    expect(again.partlyUndone).toBeUndefined();
    expect(workspace.text('a.md')).toBe('![](a.png)');
    expect(await host.records.list('undo')).toContain(`${undo?.replace('undo/', '')}.undone`);
  });

  it('keeps its place when it is stopped, or only asked what it would do', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    workspace.put('a.md', 'typed');
    const report = await undoJob(host, undefined, { dryRun: true });
    expect(codesOf(report)).toEqual([['a.md', 'undo/changed']]);
    expect(report.partlyUndone).toBeUndefined();
    expect(await undoJob(host, undefined, { signal: AbortSignal.abort() })).toMatchObject({
      cancelled: true,
    });
    expect(codesOf(await undoJob(host, undefined))).toEqual([['a.md', 'undo/changed']]);
  });

  it('leaves a note alone that changes under its hands', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    workspace.disturb = (call, path, run) => {
      if (call === 'writeNote') workspace.put(path, 'typed');
      run();
    };
    expect(codesOf(await undoJob(host, undefined))).toEqual([['a.md', 'undo/changed']]);
    expect(workspace.text('a.md')).toBe('typed');
  });

  it('brings a note back although another change got between its first reading and its writing', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png)' });
    let typed = false;
    workspace.disturb = (call, path, run) => {
      if (call === 'writeNote' && !typed) workspace.put(path, 'typed ![](a.png)');
      typed ||= call === 'writeNote';
      run();
    };
    await runRewriting(host, listed('a.md'), moveOn, 'note');
    expect(workspace.text('a.md')).toBe('typed ![](a.png.png)');
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('typed ![](a.png)');
  });

  it('brings files back out of the trash, before the notes that point at them', async () => {
    const { host, workspace, records } = jobUnderTest({
      'a.md': '![](a.png)',
      'a.png': 'bytes',
      'b.png': 'other',
    });
    await runRewriting(host, listed('a.md'), moveOn, 'note');
    const log = createUndoLog(host, 'note');
    for (const path of ['a.png', 'b.png', 'gone.png'].map(pathOf)) {
      const as = log.trashName(path);
      await log.write({ type: 'trashed', path, as });
      // The job was killed before it took the second one away; the third one was removed by somebody else.
      if (path === 'a.png') await records.takeAway(path, as);
    }
    expect(workspace.text('a.png')).toBeUndefined();
    expect(codesOf(await undoJob(host, log.name))).toEqual([['gone.png', 'source/not-found']]);
    expect([workspace.text('a.png'), workspace.text('b.png')]).toEqual(['bytes', 'other']);
  });

  it('stops between two notes, and goes on when it is asked again', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)', 'b.md': '![](b.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    const stop = new AbortController();
    workspace.disturb = (call, _path, run) => {
      if (call === 'writeNote') stop.abort();
      run();
    };
    expect(await undoJob(host, undefined, { signal: stop.signal })).toMatchObject({
      ...{ cancelled: true, changed: 1, problems: [] },
    });
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1, problems: [] });
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual(['![](a.png)', '![](b.png)']);
  });

  it('changes nothing in a dry run', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    expect(await undoJob(host, undefined, { dryRun: true })).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe('![](a.png.png)');
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 1 });
  });

  it('foresees in a dry run that a note is write-protected', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    await runRewriting(host, notes(), moveOn, 'note');
    const readNote: typeof workspace.readNote = async (path) => ({
      ...(await workspace.readNote(path)),
      readOnly: true,
    });
    const locked = { ...host, workspace: { ...workspace, readNote } };
    const report = await undoJob(locked, undefined, { dryRun: true });
    expect(report.changed).toBe(0);
    expect(codesOf(report)).toEqual([['a.md', 'note/read-only']]);
    const again = await runRewriting(locked, notes(), moveOn, 'note', { dryRun: true });
    expect(again.changed).toBe(0);
    expect(codesOf(again)).toEqual([['a.md', 'note/read-only']]);
  });

  it('restores any note exactly', async () => {
    const name = fc.stringMatching(/^[a-z ()é图&$%#?|<>'"]{1,8}$/).map((text) => `${text.trim()}x.png`);
    const piece = fc.oneof(
      name.map((target) => `![alt](<${target.replaceAll(/[<>\\]/g, '')}> "t")`),
      name.map((target) => `<img alt=x src="${target.replaceAll('"', '')}">`),
      fc.constantFrom(
        '![[w.png|20]]',
        '| a | ![[t.png\\|5]] |\n|--|--|\n',
        '\r\n',
        '\n\n',
        '`![](no.png)`',
        '[l]: d.png',
        '![l]',
        '图',
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const urls = fc.string({ unit: 'grapheme' }).map((path) => `https://new.test/${encodeURI(path)}`);
    const target = fc.oneof(fc.constant(undefined), name, urls, fc.string({ unit: 'grapheme' }));
    const targets = fc.array(target, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), targets, async (body, mark, choices) => {
        const to = (old: string) => choices[old.length % choices.length];
        const before = `${mark ? '\ufeff' : ''}---\ncover: c.png\n---\n${body}`;
        const { host, workspace, notes } = jobUnderTest({ 'a.md': before });
        const { changed } = await runRewriting(host, notes(), pointing(to), 'note');
        expect(workspace.text('a.md') === before).toBe(changed === 0);
        const { problems } = await undoJob(host, undefined);
        expect(problems.map(({ error }) => error.code)).toEqual(changed === 0 ? ['undo/nothing'] : []);
        expect(workspace.text('a.md')).toBe(before);
      }),
    );
  });
});
