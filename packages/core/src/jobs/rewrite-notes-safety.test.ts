import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { jobUnderTest, listed } from '../testing/job-under-test.ts';
import { failFor, toNewStore } from '../testing/to-new-store.ts';
import { runRewriting } from './rewrite-notes.ts';
import type { Rewriting } from './step.ts';

describe('a note that changes while its steps are done', () => {
  it('is read again, and no step is done twice', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png)' });
    const rewriting = toNewStore((target) => {
      if (target === 'a.png') workspace.put('a.md', 'typed ![](a.png) more ![](b.png)');
    });
    const report = await runRewriting(host, listed('a.md'), rewriting, 'note');
    expect(workspace.text('a.md')).toBe('typed ![](https://new.test/a.png) more ![](https://new.test/b.png)');
    expect(rewriting.performed).toEqual(['a.png', 'b.png']);
    expect(report).toMatchObject({ notes: 1, changed: 1, problems: [] });
  });

  it('is left as it is when it never stops changing', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](a.png)' });
    let typed = 0;
    workspace.disturb = (call, path, run) => {
      if (call === 'writeNote') workspace.put(path, `![](a.png) ${++typed}`);
      run();
    };
    const report = await runRewriting(host, listed('a.md'), toNewStore(), 'note');
    expect(report).toMatchObject({
      changed: 0,
      problems: [{ note: 'a.md', error: { code: 'note/changed' } }],
    });
    expect(workspace.text('a.md')).toBe(`![](a.png) ${typed}`);
  });

  it('tells its problems once', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': '![](bad.png) ![](a.png)' });
    const rewriting = toNewStore((target) => {
      if (target === 'a.png') workspace.put('a.md', 'typed ![](bad.png) ![](a.png)');
      failFor('bad.png')(target);
    });
    const report = await runRewriting(host, listed('a.md'), rewriting, 'note');
    expect(report.problems.length).toBe(1);
  });
});

it('leaves a note as it is where a new link would not be read as it was meant', async () => {
  const text = '---\ncover: a.png\n---\n![](b.png)';
  const { host, workspace } = jobUnderTest({ 'a.md': text });
  const plan: Rewriting['plan'] = async () => ({
    kind: 'link',
    subject: 'a',
    identity: 'a',
    // Nothing that front matter would be taken for an image for.
    perform: async () => ({ target: () => 'no-image', reused: true }),
  });
  const report = await runRewriting(host, listed('a.md'), { plan }, 'note');
  expect(report.problems.map(({ error }) => error.code)).toEqual(['note/unsafe-edit']);
  expect(report.undo).toBeUndefined();
  expect(workspace.text('a.md')).toBe(text);
});

it('writes down the way back before it writes the note', async () => {
  const { host, workspace, records } = jobUnderTest({ 'a.md': '![](a.png)' });
  let written = '';
  const name = async () => `undo/${(await records.list('undo'))[0]}`;
  workspace.disturb = async (call, _path, run) => {
    if (call === 'writeNote') written = records.open(await name()).content;
    run();
  };
  const report = await runRewriting(host, listed('a.md'), toNewStore(), 'note');
  expect(report.undo).toBe(await name());
  expect(JSON.parse(written.split('\n')[1] ?? '')).toMatchObject({
    type: 'note',
    path: 'a.md',
    edits: [{ newText: 'a.png' }],
  });
});

it('changes no note whose way back cannot be written down', async () => {
  const { host, workspace, records } = jobUnderTest({ 'a.md': '![](a.png)' });
  const full = { ...records, open: (name: string) => ({ ...records.open(name), append: noSpace }) };
  const noSpace = () => Promise.reject(new ImbedError('local/write-failed', { serviceCode: 'ENOSPC' }));
  const report = await runRewriting({ ...host, records: full }, listed('a.md'), toNewStore(), 'note');
  expect(report.problems.map(({ error }) => error.code)).toEqual(['local/write-failed']);
  expect(workspace.text('a.md')).toBe('![](a.png)');
});

describe('a job that is stopped', () => {
  it('leaves every note whole, and begins no other step', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `${String(n).padStart(2, '0')}.md`,
        `![](${n}-a.png) ![](${n}-b.png)`,
      ]),
    );
    const { host, workspace, notes } = jobUnderTest(files);
    const stop = new AbortController();
    const rewriting = toNewStore(async (target) => {
      if (target.startsWith('10-')) stop.abort();
    });
    const report = await runRewriting(host, notes(), rewriting, 'note', { signal: stop.signal });
    expect(report).toMatchObject({ cancelled: true, problems: [] });
    expect(rewriting.performed.length).toBeLessThan(80);
    for (const path of workspace.paths()) {
      const links = workspace.text(path)?.match(/https:/g)?.length ?? 0;
      expect([0, 2]).toContain(links);
    }
    const again = await runRewriting(host, notes(), toNewStore(), 'note');
    expect(again.cancelled).toBeUndefined();
    expect(report.changed + again.changed).toBe(40);
  });

  it('does nothing when it was stopped before it began', async () => {
    const { host, workspace, notes } = jobUnderTest({ 'a.md': '![](a.png)' });
    const options = { signal: AbortSignal.abort() };
    expect(await runRewriting(host, notes(), toNewStore(), 'note', options)).toMatchObject({
      notes: 0,
      cancelled: true,
    });
    expect(workspace.calls).toEqual([]);
  });
});

it('runs few steps at once, and holds few notes at once', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 50 }, (_, n) => [`${n}.md`, `![](${n}-a.png) ![](${n}-b.png)`]),
  );
  const { host, workspace, notes } = jobUnderTest(files);
  const now = { steps: 0, notes: 0 };
  const most = { ...now };
  workspace.disturb = (call, _path, run) => {
    now.notes += call === 'readNote' ? 1 : -1;
    most.notes = Math.max(most.notes, now.notes);
    run();
  };
  const rewriting = toNewStore(async () => {
    now.steps++;
    most.steps = Math.max(most.steps, now.steps);
    await new Promise((resolve) => setImmediate(resolve));
    now.steps--;
  });
  await runRewriting(host, notes(), rewriting, 'note');
  expect(most).toEqual({ steps: 4, notes: 8 });
});
