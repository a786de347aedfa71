import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { createMemoryWorkspace } from './memory-workspace.ts';
import { describeWorkspace, pathInTests as path } from './workspace-contract.ts';

describeWorkspace('memory workspace', async (files) => {
  const workspace = createMemoryWorkspace(files);
  return { workspace, put: workspace.put, bytes: workspace.bytes };
});

describe('a memory workspace', () => {
  it('can change a file between the look at it and its replacement', async () => {
    const workspace = createMemoryWorkspace({ 'a.md': 'old' });
    workspace.disturb = (call, name, run) => {
      if (call === 'writeNote') workspace.put(name, 'mine');
      run();
    };
    const note = await workspace.readNote(path('a.md'));
    await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject({ code: 'note/changed' });
    expect(workspace.text('a.md')).toBe('mine');
  });

  it('can fail any call', async () => {
    const workspace = createMemoryWorkspace({ 'a.md': 'old', 'b.md': 'old' });
    workspace.disturb = (call, name, run) => {
      if (call === 'writeNote' && name === 'b.md') throw new ImbedError('local/write-failed');
      run();
    };
    for (const name of ['a.md', 'b.md'])
      await workspace.readNote(path(name)).then((note) => workspace.writeNote(note, 'new').catch(() => {}));
    expect([workspace.text('a.md'), workspace.text('b.md')]).toEqual(['new', 'old']);
    expect(workspace.calls).toEqual(['readNote a.md', 'writeNote a.md', 'readNote b.md', 'writeNote b.md']);
  });

  it('can be as forgetful of case as other systems are', async () => {
    const workspace = createMemoryWorkspace({ 'Img/A.png': 'abc' }, { caseInsensitive: true });
    expect(await workspace.size(path('img/a.PNG'))).toBe(3);
    expect(await workspace.create(path('img/a.png'), Uint8Array.of(1))).toBe('taken');
    expect(workspace.paths()).toEqual(['Img/A.png']);
  });

  it('lies on a machine, if it is to', async () => {
    const files = { 'img/a.png': 'abc' };
    const { machine } = createMemoryWorkspace(files, { outside: { '/home/me/b.png': 'bb' } });
    expect(machine?.inside('/workspace/img/a.png')).toBe('img/a.png');
    expect(machine?.inside('/home/me/b.png')).toBeUndefined();
    expect(machine?.absolute('img/a.png')).toBeUndefined();
    expect(machine?.absolute('../../home/me/b.png', path('posts/a.md'))).toBe('/home/me/b.png');
    expect(await machine?.size('/home/me/b.png')).toBe(2);
    expect(await machine?.size('/workspace/img/a.png')).toBe(3);
    expect(createMemoryWorkspace(files).machine).toBeUndefined();
  });
});
