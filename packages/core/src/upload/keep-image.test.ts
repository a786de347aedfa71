import { describe, expect, it } from 'vitest';
import { copyPath, keeperUnderTest, keptOf, note, plans, sha256, url } from '../testing/keeper-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';

describe('an image is kept', () => {
  it('remote: in the store and nowhere else', async () => {
    const { workspace, main, ledger, keep } = keeperUnderTest();
    const kept = keptOf(await keep(plans.remote));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, sha256, bytes: 11, waiting: [] });
    expect(main.read(url)).toEqual(pngOf('one'));
    expect(workspace.paths()).toEqual([]);
    expect(await ledger.pending()).toEqual([]);
  });

  it('local: beside the note and nowhere else, whatever the stores are like', async () => {
    const { workspace, main, ledger, keep, refuse } = keeperUnderTest();
    refuse(main);
    const kept = keptOf(await keep({ ...plans.local, profile: 'no such', mirrors: ['backup'] }));
    expect(kept).toEqual({
      ...{ link: { kind: 'local', path: copyPath }, sha256, bytes: 11, local: copyPath, waiting: [] },
    });
    expect(workspace.bytes(copyPath)).toEqual(pngOf('one'));
    expect(main.calls).toEqual([]);
    expect(await ledger.pending()).toEqual([]);
  });

  it.each(['remote', 'local'] as const)(
    'dual: in both places, linked %s when that is wished for',
    async (link) => {
      const { workspace, main, ledger, keep } = keeperUnderTest();
      const kept = keptOf(await keep({ ...plans.dual, link }));
      expect(kept.link).toEqual(
        link === 'remote' ? { kind: 'remote', url } : { kind: 'local', path: copyPath },
      );
      expect(kept).toMatchObject({ stored: { url }, local: copyPath });
      expect(main.read(url)).toEqual(workspace.bytes(copyPath));
      expect(await ledger.localCopies(sha256)).toMatchObject([{ path: copyPath }]);
      expect(await ledger.find(sha256)).toMatchObject([{ url }]);
    },
  );

  it('dual: beside the note before anything is sent', async () => {
    const { workspace, main, keep } = keeperUnderTest();
    const seen: (readonly string[])[] = [];
    main.disturb = (_call, _key, run) => {
      seen.push(workspace.paths());
      return run();
    };
    await keep(plans.dual);
    expect(seen[0]).toEqual([copyPath]);
  });

  it('again without being uploaded again, nor written again', async () => {
    const { workspace, main, backup, keep } = keeperUnderTest();
    const plan = { ...plans.dual, mirrors: ['backup'] };
    const first = keptOf(await keep(plan));
    expect(keptOf(await keep(plan))).toMatchObject({
      link: first.link,
      stored: { reused: true },
      local: copyPath,
    });
    for (const { calls } of [main, backup])
      expect(calls.filter((call) => call.startsWith('put'))).toHaveLength(1);
    expect(workspace.paths()).toEqual([copyPath]);
  });

  it('with what happens on its way to the store told', async () => {
    const { keep } = keeperUnderTest();
    const told: string[] = [];
    await keep({ ...plans.dual, mirrors: ['backup'] }, { onProgress: ({ type }) => void told.push(type) });
    expect(told).toContain('bytes');
    expect(told.filter((type) => type === 'bytes')).toHaveLength(1);
  });

  it('by the name of its note', async () => {
    const { keep } = keeperUnderTest({}, { keyTemplate: '{noteDir}/{note}/{name}.{ext}' });
    expect(keptOf(await keep(plans.remote)).stored?.key).toBe('Travel/Day-1/cat.png');
    const elsewhere = keptOf(await keep(plans.dual, { notePath: 'Documents/Travel/Day 1.md' }));
    expect(elsewhere).toMatchObject({ local: copyPath, stored: { key: 'Documents/Travel/Day-1/cat.png' } });
  });
});

describe('what is no image', () => {
  it('is neither stored nor kept', async () => {
    const { workspace, main, keeper } = keeperUnderTest();
    const page = {
      name: 'a.png',
      origin: 'paste',
      read: async () => new TextEncoder().encode('<p>'),
    } as const;
    for (const plan of Object.values(plans))
      expect(await keeper.keep(page, plan)).toMatchObject({ error: { code: 'source/not-an-image' } });
    expect(workspace.paths()).toEqual([]);
    expect(main.calls).toEqual([]);
    expect(await keeper.keep(page, plans.dual, { anyFile: true })).toMatchObject({ status: 'done' });
    expect(workspace.paths()).toEqual(['assets/a.bin']);
  });
});

describe('a missing copy', () => {
  it('of an image that is stored is told of, and the note points at the store', async () => {
    const { keep, fill } = keeperUnderTest();
    fill();
    const kept = keptOf(await keep({ ...plans.dual, link: 'local' }));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, localError: { code: 'local/write-failed' } });
    expect(kept.local).toBeUndefined();
  });
});

describe('mirrors', () => {
  const mirrored = { ...plans.remote, mirrors: ['backup'] };

  it('get one more copy each, after the first', async () => {
    const { main, backup, workspace, keep } = keeperUnderTest();
    const kept = keptOf(await keep(mirrored));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, waiting: [] });
    expect(backup.objects.size).toBe(1);
    expect(main.objects.size).toBe(1);
    expect(workspace.paths()).toEqual([]);
  });

  it('that fail cost nothing but a reminder, with the bytes to do it later', async () => {
    const { backup, workspace, ledger, keep, refuse } = keeperUnderTest();
    refuse(backup, 'store/access-denied');
    const kept = keptOf(await keep(mirrored));
    expect(kept.link).toEqual({ kind: 'remote', url });
    expect(kept.waiting).toMatchObject([{ profile: 'backup', role: 'mirror' }]);
    expect(await ledger.pending()).toMatchObject([
      { profile: 'backup', role: 'mirror', path: copyPath, error: 'store/access-denied' },
    ]);
    expect(workspace.bytes(copyPath)).toEqual(pngOf('one'));
  });

  it('get their copy when the first store is out of reach', async () => {
    const { main, backup, ledger, keep, refuse } = keeperUnderTest();
    refuse(main);
    const kept = keptOf(await keep(mirrored));
    expect(kept.link).toEqual({ kind: 'local', path: copyPath });
    expect(backup.objects.size).toBe(1);
    expect(await ledger.pending()).toMatchObject([{ profile: 'main', role: 'primary' }]);
  });

  it('that fail where nothing can be written are told of, and the image is kept all the same', async () => {
    const { backup, ledger, keep, refuse, fill } = keeperUnderTest();
    refuse(backup);
    fill();
    expect(keptOf(await keep(mirrored))).toMatchObject({
      link: { kind: 'remote', url },
      waiting: [{ profile: 'backup' }],
      localError: { code: 'local/write-failed' },
    });
    expect(await ledger.pending()).toEqual([]);
  });
});

describe('a file of the workspace', () => {
  const path = 'img/旧 图.png' as WorkspacePath;

  it.each([
    ['remote', plans.remote, 'remote'],
    ['dual, linked remote', plans.dual, 'remote'],
    ['dual, linked local', { ...plans.dual, link: 'local' } as const, 'local'],
    ['local', plans.local, 'local'],
  ])('is its own local copy: %s', async (_, plan, kind) => {
    const { workspace, ledger, keeper } = keeperUnderTest({ [path]: pngOf('one') });
    const kept = keptOf(await keeper.keepFile(path, plan, { note }));
    expect(kept.link).toEqual(kind === 'remote' ? { kind, url } : { kind, path });
    expect(workspace.paths()).toEqual([path]);
    expect(await ledger.localAt(path)).toMatchObject({ sha256 });
  });

  it('waits where it is', async () => {
    const { workspace, main, ledger, keeper, refuse } = keeperUnderTest({ [path]: pngOf('one') });
    refuse(main);
    expect(keptOf(await keeper.keepFile(path, plans.remote)).link).toEqual({ kind: 'local', path });
    expect(await ledger.pending()).toMatchObject([{ path, sha256 }]);
    expect(workspace.paths()).toEqual([path]);
  });

  it('that is not there has failed', async () => {
    const { keeper } = keeperUnderTest();
    expect(await keeper.keepFile(path, plans.dual)).toMatchObject({
      status: 'failed',
      error: { code: 'source/not-found' },
    });
  });
});
