import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { jobUnderTest, listed, pathOf } from '../testing/job-under-test.ts';
import { failFor, toNewStore } from '../testing/to-new-store.ts';
import { runRewriting } from './rewrite-notes.ts';
import type { Rewriting } from './step.ts';

describe('a job over notes', () => {
  it('retargets every reference, and tells what it did', async () => {
    const { host, workspace, notes, events, onEvent } = jobUnderTest({
      'a.md': '![A](one.png) text ![B](two.png "t")\r\n',
      'b/c.md': '<img src="three.png">',
      'd.md': 'no picture',
    });
    const report = await runRewriting(host, notes(), toNewStore(), 'note', { onEvent });
    expect(workspace.text('a.md')).toBe(
      '![A](https://new.test/one.png) text ![B](https://new.test/two.png "t")\r\n',
    );
    expect(workspace.text('b/c.md')).toBe('<img src="https://new.test/three.png">');
    expect(report).toMatchObject({ notes: 3, changed: 2, steps: { upload: 3 }, pending: 0, problems: [] });
    expect(events.filter(({ type }) => type === 'written').length).toBe(2);
  });

  it('tells each note what is meant for it, also where another one has the step already', async () => {
    const files = { 'a.md': '![](a.png) ![](a.png) ![](b.png)', 'c.md': '![](a.png)' };
    const { host, notes, events, onEvent } = jobUnderTest(files);
    await runRewriting(host, notes(), toNewStore(), 'note', { onEvent, dryRun: true });
    const step = (name: string) => ({ kind: 'upload', subject: name, target: `https://new.test/${name}` });
    expect(events.filter(({ type }) => type === 'note')).toEqual([
      { type: 'note', note: 'a.md', steps: [step('a.png'), step('b.png')] },
      { type: 'note', note: 'c.md', steps: [step('a.png')] },
    ]);
  });

  it('drafts each note in a dry run, with a stand-in for what is not known before', async () => {
    const { host, workspace, notes, events, onEvent } = jobUnderTest({
      'a.md': '![](a.png) ![](b.png)',
      'c.md': '',
    });
    const rewriting: Rewriting = {
      async plan(reference, note) {
        const step = await toNewStore().plan(reference, note);
        if (step === undefined || reference.target === 'a.png') return step;
        const { expected: _, ...unforeseen } = step;
        return unforeseen;
      },
    };
    const options = { dryRun: true, standIn: 'later' };
    await runRewriting(host, notes(), rewriting, 'note', { ...options, onEvent });
    const [before, after] = ['![](a.png) ![](b.png)', '![](https://new.test/a.png) ![](later)'];
    expect(events.filter(({ type }) => type === 'draft')).toEqual([
      { type: 'draft', note: 'a.md', before, after },
    ]);
    expect(workspace.text('a.md')).toBe(before);
  });

  it('leaves references alone that are not meant', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png) ![](b.png)' });
    await runRewriting(host, notes(), toNewStore(), 'note', { only: ({ target }) => target === 'b.png' });
    expect(workspace.text('a.md')).toBe('![](a.png) ![](https://new.test/b.png)');
  });

  it('does a step once, however many notes ask for it', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`${n}.md`, '![](a.png) ![](a.png)']),
    );
    const { host, notes } = jobUnderTest(files);
    const rewriting = toNewStore();
    const report = await runRewriting(host, notes(), rewriting, 'note');
    expect(rewriting.performed).toEqual(['a.png']);
    expect(report).toMatchObject({ changed: 30, steps: { upload: 1 } });
  });

  it('loses nothing but the reference whose step fails, and says where that is', async () => {
    const { host, workspace, notes } = jobUnderTest({
      'a.md': '![](good.png)\n\n![](bad.png?token=secret) ![](fine.png)\n',
    });
    const report = await runRewriting(host, notes(), toNewStore(failFor('bad.png?token=secret')), 'note');
    expect(workspace.text('a.md')).toBe(
      '![](https://new.test/good.png)\n\n![](bad.png?token=secret) ![](https://new.test/fine.png)\n',
    );
    expect(report.problems).toEqual([
      {
        note: 'a.md',
        line: 3,
        subject: 'bad.png?token=secret',
        error: expect.objectContaining({ code: 'store/access-denied' }),
      },
    ]);
  });

  it('tells of a step that failed at every reference that needed it, and that it is over once', async () => {
    const { host, notes, events, onEvent } = jobUnderTest({ 'a.md': '![](a.png)', 'b.md': '\n![](a.png)' });
    const rewriting = toNewStore(failFor('a.png'));
    const { problems, steps } = await runRewriting(host, notes(), rewriting, 'note', { onEvent });
    expect(events.filter(({ type }) => type === 'done').length).toBe(1);
    expect(steps).toEqual({});
    expect(problems.map(({ note, line }) => `${note}:${line}`).sort()).toEqual(['a.md:1', 'b.md:2']);
  });

  it('tells the problems of a note in the order of its lines, whenever they are found', async () => {
    const { host } = jobUnderTest({ 'a.md': '![](refused.png)\n![](gone.png)' });
    const rewriting = toNewStore(failFor('refused.png'));
    const plan: Rewriting['plan'] = (reference, note) => {
      if (reference.target === 'gone.png') throw new ImbedError('source/not-found', { name: 'gone.png' });
      return rewriting.plan(reference, note);
    };
    const { problems } = await runRewriting(host, listed('a.md'), { plan }, 'note');
    expect(problems.map(({ line, subject }) => [line, subject])).toEqual([
      [1, 'refused.png'],
      [2, 'gone.png'],
    ]);
  });

  it('takes a reference that cannot be planned as a problem', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png) ![](b.png)' });
    const rewriting = toNewStore();
    const plan: Rewriting['plan'] = (reference, note) => {
      if (reference.target === 'a.png') throw new ImbedError('source/not-found', { name: 'a.png' });
      return rewriting.plan(reference, note);
    };
    const report = await runRewriting(host, listed('a.md'), { plan }, 'note');
    expect(report.problems.map(({ error }) => error.code)).toEqual(['source/not-found']);
    expect(workspace.text('a.md')).toBe('![](a.png) ![](https://new.test/b.png)');
  });

  it('goes on with the next note where one cannot be read', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': Uint8Array.of(0xff, 0xfe), 'b.md': '![](b.png)' });
    const report = await runRewriting(host, listed('gone.md', 'a.md', 'b.md'), toNewStore(), 'note');
    expect(report.problems.map(({ note, error }) => [note, error.code])).toEqual([
      ['gone.md', 'source/not-found'],
      ['a.md', 'note/not-utf8'],
    ]);
    expect(workspace.text('b.md')).toBe('![](https://new.test/b.png)');
  });

  it('keeps what it has to say when the list of notes breaks off', async () => {
    const { host } = jobUnderTest({ 'a.md': '![](a.png)' });
    async function* broken() {
      yield pathOf('a.md');
      throw new ImbedError('source/unreadable', { name: 'secret-folder' });
    }
    const report = await runRewriting(host, broken(), toNewStore(), 'note');
    expect(report).toMatchObject({ changed: 1, problems: [{ subject: 'secret-folder' }] });
    expect(report.cancelled).toBeUndefined();
  });

  it('reads a note once, however often it is listed', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png)' });
    const report = await runRewriting(host, listed('a.md', 'a.md', 'a.md'), toNewStore(), 'note');
    expect(report.notes).toBe(1);
    expect(workspace.calls.filter((call) => call === 'readNote a.md').length).toBe(1);
  });

  it('leaves notes alone that say so', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '---\nimbed: off\n---\n![](a.png)' });
    const rewriting = toNewStore();
    expect(await runRewriting(host, notes(), rewriting, 'note')).toMatchObject({
      notes: 1,
      leftAlone: 1,
      changed: 0,
      problems: [],
    });
    expect(rewriting.performed).toEqual([]);
    expect(workspace.text('a.md')).toContain('![](a.png)');
  });
});

it('says in a dry run what it would do, and does nothing', async () => {
  const { host, workspace, records, notes, events, onEvent } = jobUnderTest({
    'a.md': '![](a.png) ![](https://elsewhere.test/b.png)',
    'b.md': '![](https://elsewhere.test/b.png)',
  });
  const rewriting = toNewStore();
  const report = await runRewriting(host, notes(), rewriting, 'note', { dryRun: true, onEvent });
  expect(report).toEqual({
    notes: 2,
    changed: 1,
    steps: { upload: 1 },
    reused: {},
    pending: 0,
    problems: [],
    notices: [],
  });
  expect(events).toContainEqual({
    type: 'planned',
    kind: 'upload',
    note: 'a.md',
    subject: 'a.png',
    target: 'https://new.test/a.png',
  });
  expect(rewriting.performed).toEqual([]);
  expect(workspace.calls.every((call) => call.startsWith('readNote'))).toBe(true);
  expect(await records.list('undo')).toEqual([]);
});
