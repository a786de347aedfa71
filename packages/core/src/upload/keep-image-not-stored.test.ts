import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { profileOf } from '../testing/job-under-test.ts';
import { copyPath, keeperUnderTest, keptOf, note, plans, sha256, url } from '../testing/keeper-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';

describe('an image that is larger than its profile allows', () => {
  const profiles = { main: { ...profileOf('main', '{hash:16}.{ext}', []), maxBytes: 5 } };
  const small = { settings: { profiles } };

  it.each(['remote', 'dual', 'local'] as const)(
    'is kept in the workspace all the same (%s)',
    async (mode) => {
      const { workspace, main, ledger, keep } = keeperUnderTest({}, small);
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
    const { workspace, keep } = keeperUnderTest({}, small);
    const outcome = await keep(plans.dual, { whenNotStored: 'fail' });
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'source/too-large' } });
    expect(workspace.paths()).toEqual([]);
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
      const { workspace, main, ledger, keep, refuse } = keeperUnderTest();
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
    const { ledger, keep } = keeperUnderTest();
    const kept = keptOf(await keep({ ...plans.remote, profile: 'no such' }));
    expect(kept.link).toEqual({ kind: 'local', path: copyPath });
    expect(await ledger.pending()).toMatchObject([{ profile: 'no such', error: 'config/invalid' }]);
  });

  it('is no longer pending when it was stored after all', async () => {
    const { main, ledger, keep, refuse } = keeperUnderTest();
    const working = main.disturb;
    refuse(main);
    await keep(plans.remote);
    main.disturb = working;
    expect(keptOf(await keep(plans.remote)).link).toEqual({ kind: 'remote', url });
    expect(await ledger.pending()).toEqual([]);
  });

  it('nor kept has failed, for the reason that it was not stored', async () => {
    const { workspace, main, ledger, keep, refuse, fill } = keeperUnderTest();
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
    const { workspace, main, ledger, keep, refuse } = keeperUnderTest();
    refuse(main);
    ledger.note = () => Promise.reject(new Error('disk full'));
    expect(keptOf(await keep(plans.remote)).link).toEqual({ kind: 'local', path: copyPath });
    expect(workspace.bytes(copyPath)).toEqual(pngOf('one'));
  });

  it('because somebody gave up is not pending: nobody wants it', async () => {
    const { workspace, main, ledger, keep } = keeperUnderTest();
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
      const { workspace, main, ledger, keep } = keeperUnderTest();
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

  it('is waited for by nobody when it is taken back while it is copied', async () => {
    const { workspace, main, ledger, keep, refuse } = keeperUnderTest();
    refuse(main);
    const controller = new AbortController();
    workspace.disturb = (call, _path, run) => {
      if (call === 'create') controller.abort();
      run();
    };
    const outcome = await keep(plans.remote, { signal: controller.signal, hasDraft: true });
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect(await ledger.pending()).toEqual([]);
  });

  it('has its copy beside the note once it is stored', async () => {
    const { keep } = keeperUnderTest();
    expect(keptOf(await keep(plans.dual, { hasDraft: true }))).toMatchObject({
      ...{ link: { kind: 'remote', url }, local: copyPath, waiting: [] },
    });
  });
});

describe('an image that may not wait', () => {
  it('has failed when it could not be stored, and leaves nothing but the copy that was wanted anyway', async () => {
    const { workspace, main, ledger, keep, refuse } = keeperUnderTest();
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
