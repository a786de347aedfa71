import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { jobUnderTest, listed, pathOf } from '../testing/job-under-test.ts';
import { runRewriting } from './rewrite-notes.ts';
import type { Rewriting, Step } from './step.ts';

/** Points every `x.png` at `https://new.test/x.png`, once `before` has let it. */
function toNewStore(
  before: (target: string) => void | Promise<void> = () => undefined,
): Rewriting & { readonly performed: string[] } {
  const performed: string[] = [];
  return {
    performed,
    async plan({ target }: ImageReference): Promise<Step | undefined> {
      if (target.startsWith('https:')) return undefined;
      return {
        kind: 'upload',
        subject: target,
        identity: target,
        expected: `https://new.test/${target}`,
        async perform() {
          performed.push(target);
          await before(target);
          return { target: () => `https://new.test/${target}`, reused: false };
        },
      };
    },
  };
}

function failFor(...targets: readonly string[]) {
  return (target: string) => {
    if (targets.includes(target)) throw new ImbedError('store/access-denied', { key: target });
  };
}

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
      changed: 0,
      problems: [],
    });
    expect(rewriting.performed).toEqual([]);
    expect(workspace.text('a.md')).toContain('![](a.png)');
  });
});

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
