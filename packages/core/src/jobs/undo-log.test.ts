import { describe, expect, it } from 'vitest';
import { codesOf, jobUnderTest, pathOf } from '../testing/job-under-test.ts';
import { undoJob } from './undo.ts';
import { createUndoLog } from './undo-log.ts';

describe('undo, by what its file says', () => {
  it('passes over what the job wrote down and never did', async () => {
    const { host, workspace } = jobUnderTest({ 'a.md': 'as it was', 'b.md': 'overtaken' });
    const [before, after] = ['1a', '2b'];
    const log = createUndoLog(host, 'note');
    const { sha256 } = await workspace.readNote(pathOf('a.md'));
    await log.write({ type: 'note', path: pathOf('a.md'), before: sha256, after, edits: [] });
    await log.write({ type: 'note', path: pathOf('b.md'), before, after, edits: [] });
    await log.write({ type: 'unwritten', path: pathOf('b.md') });
    expect(await undoJob(host, undefined)).toMatchObject({ changed: 0, problems: [] });
    expect(codesOf(await undoJob(host, undefined))).toEqual([['undo', 'undo/nothing']]);
  });

  it('puts no file in the place of another', async () => {
    const { host, workspace, records } = jobUnderTest({ 'a.png': 'bytes' });
    const log = createUndoLog(host, 'note');
    const as = log.trashName(pathOf('a.png'));
    await log.write({ type: 'trashed', path: pathOf('a.png'), as });
    await records.takeAway(pathOf('a.png'), as);
    workspace.put('a.png', 'new');
    expect(codesOf(await undoJob(host, undefined))).toEqual([['a.png', 'undo/changed']]);
    expect(workspace.text('a.png')).toBe('new');
    expect(records.taken.has(as)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no header', '{"type":"note"}\n'],
    ['the header of a later version', '{"type":"job","version":2}\n'],
    ['other text', 'hello { there\n'],
  ])('refuses a file that holds %s', async (_, content) => {
    const { host, records } = jobUnderTest({});
    records.open('undo/x.jsonl').content = content;
    expect(codesOf(await undoJob(host, 'x.jsonl'))).toEqual([['undo/x.jsonl', 'undo/unreadable']]);
  });

  it.each([
    { type: 'note', path: '../outside.md', before: '', after: '', edits: [] },
    { type: 'note', path: 'a.md', before: '', after: '' },
    { type: 'note', path: 'a.md', before: '', after: '', edits: [{ start: '0', end: 1, newText: '' }] },
    { type: 'trashed', path: '/etc/passwd', as: 'trash/x' },
    { type: 'trashed', path: 'a.md', as: '../a.md' },
    { type: 'trashed', path: 'a.md', as: 'ledger.jsonl' },
  ])('passes over the line %j', async (line) => {
    const { host, records, workspace } = jobUnderTest({ 'a.md': 'text' });
    records.open('undo/x.jsonl').content = `{"type":"job","version":1}\n${JSON.stringify(line)}\n`;
    expect(await undoJob(host, 'x.jsonl')).toMatchObject({ changed: 0, problems: [] });
    expect(workspace.text('a.md')).toBe('text');
  });
});
