import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { checkJob, found } from '../testing/check-under-test.ts';
import type { JobChanges } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runCheckJob } from './check-job.ts';
import { runNoteJob } from './note-job.ts';

const url = 'https://main.test/img/cat.png';

describe('--delete-unreferenced', () => {
  const moved = '.imbed-quarantine/2026-08-02/img/cat.png';

  function withOne(changes?: JobChanges) {
    return checkJob(
      { 'a.md': '![](https://main.test/img/dog.png)' },
      ['img/cat.png', 'img/dog.png'],
      changes,
    );
  }

  it('moves what nothing refers to out of the way, and --restore brings it back', async () => {
    const { check, stores } = withOne();
    expect(await check({ deleteUnreferenced: true })).toMatchObject({
      steps: { quarantine: 1 },
      problems: [],
    });
    expect([...stores.main.objects.keys()].toSorted()).toEqual([moved, 'img/dog.png']);
    expect(stores.main.objects.get(moved)?.bytes).toEqual(pngOf('img/cat.png'));
    expect(await check({ restore: true })).toMatchObject({ steps: { restore: 1 }, problems: [] });
    expect([...stores.main.objects.keys()].toSorted()).toEqual(['img/cat.png', 'img/dog.png']);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('img/cat.png'));
  });

  it('moves nothing where nothing marks the workspace: notes elsewhere may show it', async () => {
    const { host, notes, stores } = withOne();
    const options = { deleteUnreferenced: true, allObjects: true };
    const report = await runCheckJob({ ...host, marked: false }, notes(), options);
    expect(found(report)).toEqual([['', undefined, 'main', 'check/unmarked']]);
    expect([...stores.main.objects.keys()].toSorted()).toEqual(['img/cat.png', 'img/dog.png']);
  });

  it('says what it would move in a dry run, and moves nothing', async () => {
    const { check, stores, events, onEvent } = withOne();
    expect(await check({ deleteUnreferenced: true, dryRun: true, onEvent })).toMatchObject({
      steps: { quarantine: 1 },
    });
    expect(events).toContainEqual({
      type: 'planned',
      kind: 'quarantine',
      subject: 'img/cat.png',
      target: moved,
    });
    expect(stores.main.calls.filter((call) => /^(?:put|delete)/.test(call))).toEqual([]);
  });

  it('looks at every note before it moves anything', async () => {
    const { check, stores, workspace } = withOne();
    const order: string[] = [];
    workspace.disturb = (call, path, run) => {
      order.push(`${call} ${path}`);
      run();
    };
    stores.main.disturb = async (call, key, run) => {
      if (call !== 'head') order.push(`${call} ${key}`);
      await run();
    };
    await check({ deleteUnreferenced: true });
    expect(order.slice(-2)).toEqual([`put ${moved}`, 'delete img/cat.png']);
  });

  it('never has an object in neither place, whatever ends it; done again, it goes on', async () => {
    for (let steps = 0; steps < 10; steps++) {
      const { check, stores } = withOne();
      let left = steps;
      const isSomewhere = () => stores.main.objects.has(moved) || stores.main.objects.has('img/cat.png');
      stores.main.disturb = async (_call, key, run) => {
        if (key !== 'img/dog.png' && left-- <= 0) throw new ImbedError('network/interrupted');
        await run();
        expect(isSomewhere()).toBe(true);
        // The reply was lost: what was asked for happened all the same.
        if (key !== 'img/dog.png' && left === 0) throw new ImbedError('network/interrupted');
      };
      await check({ deleteUnreferenced: true });
      expect(isSomewhere()).toBe(true);
      left = Number.POSITIVE_INFINITY;
      expect((await check({ deleteUnreferenced: true })).problems).toEqual([]);
      expect([...stores.main.objects.keys()].toSorted()).toEqual([moved, 'img/dog.png']);
      left = steps;
      await check({ restore: true });
      expect(isSomewhere()).toBe(true);
      left = Number.POSITIVE_INFINITY;
      expect((await check({ restore: true })).problems).toEqual([]);
      expect([...stores.main.objects.keys()].toSorted()).toEqual(['img/cat.png', 'img/dog.png']);
    }
  });

  it('leaves an object that was replaced since it was listed', async () => {
    const { check, stores } = withOne();
    stores.main.disturb = async (call, key, run) => {
      if (call === 'head' && key === 'img/cat.png') stores.main.plant(key, pngOf('replaced'));
      await run();
    };
    expect(found(await check({ deleteUnreferenced: true }))).toEqual([
      ['', undefined, 'img/cat.png', 'store/precondition-failed'],
    ]);
    expect([...stores.main.objects.keys()]).toEqual(['img/cat.png', 'img/dog.png']);
  });

  it('deletes nothing when the copy is not the same', async () => {
    const { check, stores } = withOne();
    stores.main.disturb = async (call, key, run) => {
      await run();
      if (call === 'put') stores.main.plant(key, pngOf('half'));
    };
    expect(found(await check({ deleteUnreferenced: true }))).toEqual([
      ['', undefined, 'img/cat.png', 'store/verification-failed'],
    ]);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('img/cat.png'));
  });

  it('is restored over no other object, and over the same one', async () => {
    const { check, stores } = withOne();
    await check({ deleteUnreferenced: true });
    stores.main.plant('img/cat.png', pngOf('another'));
    expect(found(await check({ restore: true }))).toEqual([
      ['', undefined, 'img/cat.png', 'store/key-taken'],
    ]);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('another'));
    expect(stores.main.objects.get(moved)?.bytes).toEqual(pngOf('img/cat.png'));
    stores.main.plant('img/cat.png', pngOf('img/cat.png'));
    expect((await check({ restore: true })).problems).toEqual([]);
    expect([...stores.main.objects.keys()].toSorted()).toEqual(['img/cat.png', 'img/dog.png']);
  });

  it('is restored as it was last, and what was older stays in the quarantine', async () => {
    const { check, stores, clock } = withOne();
    await check({ deleteUnreferenced: true });
    stores.main.plant('img/cat.png', pngOf('newer'));
    clock.set('2026-08-04T05:06:07.089Z');
    await check({ deleteUnreferenced: true });
    expect(found(await check({ restore: true }))).toEqual([
      ['', undefined, 'img/cat.png', 'store/key-taken'],
    ]);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('newer'));
    expect(stores.main.objects.has(moved)).toBe(true);
  });

  it('keeps what the ledger says, so that the image is simply uploaded again', async () => {
    const { check, host, notes, stores, workspace } = checkJob({
      'a.md': '![](cat.png)',
      'cat.png': pngOf('cat'),
    });
    await runNoteJob(host, notes());
    workspace.put('a.md', 'x');
    await check({ deleteUnreferenced: true });
    expect(stores.main.objects.has('img/cat.png')).toBe(false);
    workspace.put('a.md', '![](cat.png)');
    await runNoteJob(host, notes());
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect(stores.main.objects.get('img/cat.png')?.bytes).toEqual(pngOf('cat'));
  });
});
