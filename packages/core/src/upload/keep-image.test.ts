import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, ImbedError } from '../errors.ts';
import { type JobChanges, jobUnderTest, profileOf } from '../testing/job-under-test.ts';
import { pngOf, pngSource } from '../testing/upload-under-test.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { createImageKeeper, type KeepOptions, type KeepOutcome, type KeptImage } from './keep-image.ts';
import type { StoragePlan } from './storage-plan.ts';

const plans = {
  remote: { mode: 'remote', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
  local: { mode: 'local', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
  dual: { mode: 'dual', link: 'remote', folder: 'assets', profile: 'main', mirrors: [] },
} as const satisfies Record<string, StoragePlan>;

const note = 'Travel/Day 1.md' as WorkspacePath;
const copyPath = 'Travel/assets/cat.png';
const sha256 = createHash('sha256').update(pngOf('one')).digest('hex');
const url = `https://main.test/${sha256.slice(0, 16)}.png`;

function scene(files: Readonly<Record<string, Uint8Array>> = {}, changes?: JobChanges) {
  const { host, workspace, stores, records } = jobUnderTest(files, {
    keyTemplate: '{hash:16}.{ext}',
    ...changes,
  });
  const [main, backup] = [stores['main'], stores['backup']];
  if (main === undefined || backup === undefined) throw new Error('no stores');
  const keeper = createImageKeeper(host);
  return {
    ...{ workspace, main, backup, records, keeper, ledger: host.ledger },
    keep: (plan: StoragePlan, options: KeepOptions = {}) =>
      keeper.keep(pngSource('one'), plan, { note, ...options }),
    refuse(store: typeof main, code: ErrorCode = 'network/dns') {
      store.disturb = () => Promise.reject(new ImbedError(code));
    },
    /** No file can be made. */
    fill() {
      workspace.disturb = (call, path, run) => {
        if (call === 'create') throw new ImbedError('local/write-failed', { name: path });
        run();
      };
    },
  };
}

function keptOf(outcome: KeepOutcome): KeptImage {
  if (outcome.status === 'done') return outcome.kept;
  throw outcome.error;
}

describe('an image that is larger than its profile allows', () => {
  const profiles = { main: { ...profileOf('main', '{hash:16}.{ext}', []), maxBytes: 5 } };
  const small = { settings: { profiles } };

  it.each(['remote', 'dual', 'local'] as const)(
    'is kept in the workspace all the same (%s)',
    async (mode) => {
      const { workspace, main, ledger, keep } = scene({}, small);
      const { link, waiting } = keptOf(await keep(plans[mode]));
      expect(link).toEqual({ kind: 'local', path: copyPath });
      expect(workspace.paths()).toContain(copyPath);
      expect(main.objects.size).toBe(0);
      const codes = mode === 'local' ? [] : ['source/too-large'];
      expect(waiting.map(({ error }) => error.code)).toEqual(codes);
      expect((await ledger.pending()).map(({ error }) => error)).toEqual(codes);
    },
  );

  it('is refused where only the store will do', async () => {
    const { workspace, keep } = scene({}, small);
    const outcome = await keep(plans.dual, { whenNotStored: 'fail' });
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'source/too-large' } });
    expect(workspace.paths()).toEqual([]);
  });
});

describe('an image is kept', () => {
  it('remote: in the store and nowhere else', async () => {
    const { workspace, main, ledger, keep } = scene();
    const kept = keptOf(await keep(plans.remote));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, sha256, bytes: 11, waiting: [] });
    expect(main.read(url)).toEqual(pngOf('one'));
    expect(workspace.paths()).toEqual([]);
    expect(await ledger.pending()).toEqual([]);
  });

  it('local: beside the note and nowhere else, whatever the stores are like', async () => {
    const { workspace, main, ledger, keep, refuse } = scene();
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
      const { workspace, main, ledger, keep } = scene();
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
    const { workspace, main, keep } = scene();
    const seen: (readonly string[])[] = [];
    main.disturb = (_call, _key, run) => {
      seen.push(workspace.paths());
      return run();
    };
    await keep(plans.dual);
    expect(seen[0]).toEqual([copyPath]);
  });

  it('again without being uploaded again, nor written again', async () => {
    const { workspace, main, backup, keep } = scene();
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
    const { keep } = scene();
    const told: string[] = [];
    await keep({ ...plans.dual, mirrors: ['backup'] }, { onProgress: ({ type }) => void told.push(type) });
    expect(told).toContain('bytes');
    expect(told.filter((type) => type === 'bytes')).toHaveLength(1);
  });

  it('by the name of its note', async () => {
    const { keep } = scene({}, { keyTemplate: '{noteDir}/{note}/{name}.{ext}' });
    expect(keptOf(await keep(plans.remote)).stored?.key).toBe('Travel/Day-1/cat.png');
    const elsewhere = keptOf(await keep(plans.dual, { notePath: 'Documents/Travel/Day 1.md' }));
    expect(elsewhere).toMatchObject({ local: copyPath, stored: { key: 'Documents/Travel/Day-1/cat.png' } });
  });
});

describe('an image that cannot be stored', () => {
  const codes = [
    'network/dns',
    'store/bad-signature',
    'store/quota-exceeded',
    'store/key-taken',
    'internal',
  ] as const;

  it.each(['remote', 'dual'] as const)('is beside the note, linked there, and pending: %s', async (mode) => {
    for (const code of codes) {
      const { workspace, main, ledger, keep, refuse } = scene();
      refuse(main, code);
      const kept = keptOf(await keep(plans[mode]));
      expect(kept).toMatchObject({
        link: { kind: 'local', path: copyPath },
        local: copyPath,
        waiting: [{ profile: 'main', role: 'primary', error: { code } }],
      });
      expect(kept.stored).toBeUndefined();
      expect(workspace.bytes(copyPath)).toEqual(pngOf('one'));
      expect(await ledger.pending()).toMatchObject([
        { sha256, size: 11, path: copyPath, profile: 'main', role: 'primary', note, error: code },
      ]);
    }
  });

  it('because its profile makes no sense is pending as well', async () => {
    const { ledger, keep } = scene();
    const kept = keptOf(await keep({ ...plans.remote, profile: 'no such' }));
    expect(kept.link).toEqual({ kind: 'local', path: copyPath });
    expect(await ledger.pending()).toMatchObject([{ profile: 'no such', error: 'config/invalid' }]);
  });

  it('is no longer pending when it was stored after all', async () => {
    const { main, ledger, keep, refuse } = scene();
    const working = main.disturb;
    refuse(main);
    await keep(plans.remote);
    main.disturb = working;
    expect(keptOf(await keep(plans.remote)).link).toEqual({ kind: 'remote', url });
    expect(await ledger.pending()).toEqual([]);
  });

  it('nor kept has failed, for the reason that it was not stored', async () => {
    const { workspace, main, ledger, keep, refuse, fill } = scene();
    refuse(main);
    fill();
    for (const plan of [plans.remote, plans.dual])
      expect(await keep(plan)).toMatchObject({ status: 'failed', error: { code: 'network/dns' } });
    expect(await keep(plans.local)).toMatchObject({
      status: 'failed',
      error: { code: 'local/write-failed' },
    });
    expect(workspace.paths()).toEqual([]);
    expect(await ledger.pending()).toEqual([]);
  });

  it('is kept even when the ledger cannot be written', async () => {
    const { workspace, main, ledger, keep, refuse } = scene();
    refuse(main);
    ledger.note = () => Promise.reject(new Error('disk full'));
    expect(keptOf(await keep(plans.remote)).link).toEqual({ kind: 'local', path: copyPath });
    expect(workspace.bytes(copyPath)).toEqual(pngOf('one'));
  });

  it('because somebody gave up is not pending: nobody wants it', async () => {
    const { workspace, main, ledger, keep } = scene();
    const controller = new AbortController();
    main.disturb = async (_call, _key, run) => {
      controller.abort();
      await run();
    };
    expect(await keep({ ...plans.remote, mirrors: ['backup'] }, { signal: controller.signal })).toMatchObject(
      {
        status: 'failed',
        error: { code: 'cancelled' },
      },
    );
    expect(workspace.paths()).toEqual([]);
    expect(await ledger.pending()).toEqual([]);
  });
});

describe('an image whose host has a draft of it', () => {
  it.each(['remote', 'dual'] as const)(
    'leaves nothing in the workspace when it is taken back (%s)',
    async (mode) => {
      const { workspace, main, ledger, keep } = scene();
      const controller = new AbortController();
      const { signal } = controller;
      main.disturb = async () => {
        controller.abort();
        throw new ImbedError('network/dns');
      };
      const outcome = await keep({ ...plans[mode], mirrors: ['backup'] }, { signal, hasDraft: true });
      expect(outcome).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
      expect([workspace.paths(), await ledger.pending()]).toEqual([[], []]);
    },
  );

  it('has its copy beside the note once it is stored', async () => {
    const { keep } = scene();
    expect(keptOf(await keep(plans.dual, { hasDraft: true }))).toMatchObject({
      ...{ link: { kind: 'remote', url }, local: copyPath, waiting: [] },
    });
  });
});

describe('an image that may not wait', () => {
  it('has failed when it could not be stored, and leaves nothing but the copy that was wanted anyway', async () => {
    const { workspace, main, ledger, keep, refuse } = scene();
    refuse(main);
    const options = { whenNotStored: 'fail' } as const;
    expect(await keep(plans.remote, options)).toMatchObject({
      status: 'failed',
      error: { code: 'network/dns' },
    });
    expect(workspace.paths()).toEqual([]);
    expect(await keep(plans.dual, options)).toMatchObject({ status: 'failed' });
    expect(workspace.paths()).toEqual([copyPath]);
    expect(await ledger.pending()).toEqual([]);
  });
});

describe('what is no image', () => {
  it('is neither stored nor kept', async () => {
    const { workspace, main, keeper } = scene();
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
    const { keep, fill } = scene();
    fill();
    const kept = keptOf(await keep({ ...plans.dual, link: 'local' }));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, localError: { code: 'local/write-failed' } });
    expect(kept.local).toBeUndefined();
  });
});

describe('mirrors', () => {
  const mirrored = { ...plans.remote, mirrors: ['backup'] };

  it('get one more copy each, after the first', async () => {
    const { main, backup, workspace, keep } = scene();
    const kept = keptOf(await keep(mirrored));
    expect(kept).toMatchObject({ link: { kind: 'remote', url }, waiting: [] });
    expect(backup.objects.size).toBe(1);
    expect(main.objects.size).toBe(1);
    expect(workspace.paths()).toEqual([]);
  });

  it('that fail cost nothing but a reminder, with the bytes to do it later', async () => {
    const { backup, workspace, ledger, keep, refuse } = scene();
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
    const { main, backup, ledger, keep, refuse } = scene();
    refuse(main);
    const kept = keptOf(await keep(mirrored));
    expect(kept.link).toEqual({ kind: 'local', path: copyPath });
    expect(backup.objects.size).toBe(1);
    expect(await ledger.pending()).toMatchObject([{ profile: 'main', role: 'primary' }]);
  });

  it('that fail where nothing can be written are told of, and the image is kept all the same', async () => {
    const { backup, ledger, keep, refuse, fill } = scene();
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
    const { workspace, ledger, keeper } = scene({ [path]: pngOf('one') });
    const kept = keptOf(await keeper.keepFile(path, plan, { note }));
    expect(kept.link).toEqual(kind === 'remote' ? { kind, url } : { kind, path });
    expect(workspace.paths()).toEqual([path]);
    expect(await ledger.localAt(path)).toMatchObject({ sha256 });
  });

  it('waits where it is', async () => {
    const { workspace, main, ledger, keeper, refuse } = scene({ [path]: pngOf('one') });
    refuse(main);
    expect(keptOf(await keeper.keepFile(path, plans.remote)).link).toEqual({ kind: 'local', path });
    expect(await ledger.pending()).toMatchObject([{ path, sha256 }]);
    expect(workspace.paths()).toEqual([path]);
  });

  it('that is not there has failed', async () => {
    const { keeper } = scene();
    expect(await keeper.keepFile(path, plans.dual)).toMatchObject({
      status: 'failed',
      error: { code: 'source/not-found' },
    });
  });
});
