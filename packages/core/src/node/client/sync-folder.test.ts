import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { filesBelow } from '../files-below.ts';
import type { SyncStep } from './sync-folder.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, plant, requestsOf } = scene;

const down = async (folder: string, prefix: string, deleteOthers = false) => {
  const { plan, run } = await client().sync({ folder, prefix, direction: 'down', deleteOthers });
  return { transfers: plan.transfers.map(({ name }) => name), whole: await run() };
};

it('fetches an object once, also one that nothing can be told of by its ETag', async () => {
  const bytes = randomBytes(12 * MIB);
  await plant('down/film', bytes, [6 * MIB, 6 * MIB]);
  scene.server.intercept(({ query }) =>
    query.has('partNumber') ? { kind: 'refuse', code: 'NotImplemented', status: 501 } : undefined,
  );
  const folder = join(scene.folder, 'down');
  expect(await down(folder, 'down')).toEqual({ transfers: ['film'], whole: true });
  const requests = await requestsOf(async () => {
    expect(await down(folder, 'down')).toEqual({ transfers: [], whole: true });
  });
  expect(requests).toHaveLength(1);
  expect(readFileSync(join(folder, 'film')).equals(bytes)).toBe(true);
});

it('knows the file of an object in the parts of others without fetching it', async () => {
  const bytes = randomBytes(12 * MIB);
  await plant('known/film', bytes, [6 * MIB, 6 * MIB]);
  const folder = join(scene.folder, 'known');
  await client().get('known/film', { into: `${folder}/` });
  expect(await down(folder, 'known')).toEqual({ transfers: [], whole: true });
});

it('tells of an object that can be no file here, and deletes all the same', async () => {
  await plant('odd//file', Buffer.from('odd'), [3]);
  await client().put(new Uint8Array(1), { key: 'odd/good' });
  const folder = join(scene.folder, 'odd');
  await client().get('odd/good', { into: `${folder}/` });
  writeFileSync(join(folder, 'other'), 'x');
  const { run } = await client().sync({ folder, prefix: 'odd', direction: 'down', deleteOthers: true });
  const steps: string[] = [];
  const whole = await run({
    onStep: ({ action, name, error }) => void steps.push(`${action} ${name} ${error?.code ?? 'done'}`),
  });
  expect([whole, steps]).toEqual([false, ['download /file store/unusable-key', 'delete other done']]);
});

it('deletes nothing after another failure', async () => {
  await client().put(new Uint8Array(1), { key: 'refused/a' });
  const folder = join(scene.folder, 'refused');
  mkdirSync(folder);
  writeFileSync(join(folder, 'other'), 'x');
  scene.server.intercept(({ method, query }) =>
    method === 'GET' && query.size === 0 ? { kind: 'respond', status: 403 } : undefined,
  );
  expect(await down(folder, 'refused', true)).toEqual({ transfers: ['a'], whole: false });
  expect(readdirSync(folder)).toEqual(['other']);
});

it.each(['up', 'down'] as const)('takes an empty text for no folder: %s', async (direction) => {
  const sync = client().sync({ folder: '', prefix: 'empty', direction, deleteOthers: true });
  await expect(sync).rejects.toMatchObject({ code: 'source/not-found' });
});

it('finds a file that was rewritten in place, though its time was set back', async () => {
  const folder = join(scene.folder, 'rewritten');
  mkdirSync(folder);
  const write = (text: string) => {
    writeFileSync(join(folder, 'a'), text);
    utimesSync(join(folder, 'a'), 1_000, 1_000);
  };
  const up = async () => {
    const { plan, run } = await client().sync({ folder, prefix: 'rewritten' });
    return [plan.transfers.length, await run()];
  };
  write('old');
  expect([await up(), await up()]).toEqual([
    [1, true],
    [0, true],
  ]);
  write('new');
  expect(await up()).toEqual([1, true]);
});

describe.runIf(process.platform !== 'win32')('a link to a folder', () => {
  const linked = async (name: string) => {
    const [folder, outside] = [join(scene.folder, name), join(scene.folder, `${name}-outside`)];
    for (const path of [folder, outside]) mkdirSync(path);
    for (const path of [join(outside, 'r.txt'), join(folder, 'plain')]) writeFileSync(path, 'mine');
    symlinkSync(outside, join(folder, 'link'));
    symlinkSync('nothing', join(folder, 'dangling'));
    symlinkSync('circle', join(folder, 'circle'));
    symlinkSync('plain', join(folder, 'to-file'));
    for (const key of ['link/r.txt', 'dangling', 'gone'])
      await client().put(Buffer.from('theirs'), { key: `${name}/${key}` });
    return { folder, outside };
  };

  it('is left out on the way up, and what is called like its files is not deleted', async () => {
    const { folder } = await linked('linked-up');
    const { plan, links } = await client().sync({ folder, prefix: 'linked-up', deleteOthers: true });
    expect(links).toEqual(['circle', 'dangling', 'link']);
    expect(plan.transfers.map(({ name }) => name)).toEqual(['plain', 'to-file']);
    expect(plan.deletions.map(({ name }) => name)).toEqual(['gone']);
  });

  it('is neither written through nor replaced on the way down', async () => {
    const { folder, outside } = await linked('linked-down');
    await client().put(Buffer.from('theirs'), { key: 'linked-down/circle' });
    expect((await down(folder, 'linked-down', true)).whole).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['circle', 'dangling', 'gone', 'link', 'plain', 'to-file']);
    for (const [name, target] of [
      ['circle', 'circle'],
      ['dangling', 'nothing'],
    ] as const)
      expect(readlinkSync(join(folder, name))).toBe(target);
    expect(readFileSync(join(outside, 'r.txt'), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'plain'))).toBe(true);
  });
});

it.runIf(process.platform === 'linux').each(['file', 'folder'])(
  'a %s whose name is no UTF-8 is not passed over',
  async (kind) => {
    const folder = join(scene.folder, `misread-${kind}`);
    const path = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]);
    mkdirSync(folder);
    if (kind === 'file') writeFileSync(path, 'x');
    else mkdirSync(path);
    const sync = client().sync({ folder, prefix: 'misread', direction: 'down' });
    await expect(sync).rejects.toMatchObject({ code: 'source/unreadable' });
    expect(filesBelow(folder, (name) => name.startsWith('caf'))).toEqual({ files: [], links: [] });
  },
);

it('deletes no file that changed since it was planned', async () => {
  await client().put(new Uint8Array(1), { key: 'late/good' });
  const folder = join(scene.folder, 'late');
  await client().get('late/good', { into: `${folder}/` });
  for (const name of ['gone', 'left', 'mine']) writeFileSync(join(folder, name), 'x');
  const { run } = await client().sync({ folder, prefix: 'late', direction: 'down', deleteOthers: true });
  rmSync(join(folder, 'gone'));
  writeFileSync(join(folder, 'mine'), 'written meanwhile');
  const steps: string[] = [];
  const onStep = ({ name, error }: SyncStep) => void steps.push(`${name} ${error?.code ?? 'done'}`);
  expect(await run({ onStep })).toBe(false);
  expect(steps).toEqual(['gone done', 'left done', 'mine source/changed']);
  expect(readdirSync(folder).sort()).toEqual(['good', 'mine']);
});

it('replaces no file that changed, or came, since it was planned', async () => {
  for (const key of ['edited', 'late', 'replaced'])
    await client().put(Buffer.from('theirs'), { key: `edits/${key}` });
  const folder = join(scene.folder, 'edits');
  mkdirSync(folder);
  for (const name of ['edited', 'replaced']) writeFileSync(join(folder, name), 'old');
  const { run } = await client().sync({ folder, prefix: 'edits', direction: 'down' });
  for (const name of ['edited', 'late']) writeFileSync(join(folder, name), 'my work of today');
  const steps: string[] = [];
  const onStep = ({ name, error }: SyncStep) => void steps.push(`${name} ${error?.code ?? 'done'}`);
  expect(await run({ onStep })).toBe(false);
  expect(steps.sort()).toEqual(['edited source/changed', 'late source/changed', 'replaced done']);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.sort()).toEqual(['my work of today', 'my work of today', 'theirs']);
});

it('replaces no file that changed while its object was fetched', async () => {
  await client().put(Buffer.from('theirs'), { key: 'during/a' });
  const folder = join(scene.folder, 'during');
  const { run } = await client().sync({ folder, prefix: 'during', direction: 'down' });
  scene.server.intercept(({ method }) => {
    if (method === 'GET') writeFileSync(join(folder, 'a'), 'mine');
    return undefined;
  });
  const codes: (string | undefined)[] = [];
  expect(await run({ onStep: ({ error }) => void codes.push(error?.code) })).toBe(false);
  expect([codes, readdirSync(folder)]).toEqual([['source/changed'], ['a']]);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('mine');
});

describe('a file in the place of a folder, or the other way round', () => {
  const swapped = async (name: string) => {
    for (const key of ['file/inner/g', 'folder'])
      await client().put(Buffer.from('theirs'), { key: `${name}/${key}` });
    const folder = join(scene.folder, name);
    mkdirSync(join(folder, 'folder', 'deep', 'empty'), { recursive: true });
    for (const path of ['file', 'folder/deep/x', 'folder/y']) writeFileSync(join(folder, path), 'mine');
    return folder;
  };

  it('makes way where it is to be deleted', async () => {
    const folder = await swapped('swapped');
    expect((await down(folder, 'swapped', true)).whole).toBe(true);
    expect(filesBelow(folder).files.map(({ name }) => name)).toEqual(['file/inner/g', 'folder']);
  });

  it('stays where nothing is to be deleted', async () => {
    const folder = await swapped('swapped-kept');
    expect((await down(folder, 'swapped-kept')).whole).toBe(false);
    expect(filesBelow(folder).files.map(({ name }) => name)).toEqual(['file', 'folder/deep/x', 'folder/y']);
  });

  it('stays when the call was ended before', async () => {
    const folder = await swapped('swapped-ended');
    const sync = { folder, prefix: 'swapped-ended', direction: 'down', deleteOthers: true } as const;
    const { run } = await client().sync(sync);
    await expect(run({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(join(folder, 'folder/y'))).toBe(true);
  });

  it('stays when it changed since it was planned', async () => {
    const folder = await swapped('swapped-late');
    const { run } = await client().sync({
      folder,
      prefix: 'swapped-late',
      direction: 'down',
      deleteOthers: true,
    });
    for (const path of ['file', 'folder/deep/x']) writeFileSync(join(folder, path), 'written meanwhile');
    expect(await run()).toBe(false);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('written meanwhile');
    expect(readFileSync(join(folder, 'folder/deep/x'), 'utf8')).toBe('written meanwhile');
  });
});

it('tells of an object that can be no file here by its whole key', async () => {
  await plant('whole//key', Buffer.from('odd'), [3]);
  const { run } = await client().sync({
    folder: join(scene.folder, 'whole'),
    prefix: 'whole',
    direction: 'down',
  });
  const keys: (string | undefined)[] = [];
  await run({ onStep: ({ error }) => void keys.push(error?.facts.key) });
  expect(keys).toEqual(['whole//key']);
});

it('fetches what was stored since the plan in the place of an empty object', async () => {
  await client().put(new Uint8Array(), { key: 'filled/a' });
  const folder = join(scene.folder, 'filled');
  const { run } = await client().sync({ folder, prefix: 'filled', direction: 'down' });
  await client().put(Buffer.from('some'), { key: 'filled/a' });
  expect(await run()).toBe(true);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('some');
});
