import { expect, it } from 'vitest';
import { accepted } from '../settings/accepted.ts';
import { jobUnderTest, listed } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { parseWorkspacePath } from '../workspace/workspace-path.ts';
import { carryOutDeletion, planDeletion } from './deletion.ts';
import { runNoteJob } from './note-job.ts';

const url = 'https://main.test/img/cat.png';

function scene(files: Readonly<Record<string, string | Uint8Array>>) {
  const job = jobUnderTest(files, { keyTemplate: 'img/{name}.{ext}' });
  job.stores.main.plant('img/cat.png', pngOf('cat'));
  return job;
}

it('names every file that shows the object, however it is written there, with its lines', async () => {
  const { host } = scene({
    'a.md': `![](${url})\ntext\n<img src="${url}">`,
    'b.md': '![](https://main.test/img/c%61t.png?x=1)',
    'board.canvas': JSON.stringify({ url }),
    '.drafts/c.md': `[](<${url}>)`,
    'other.md': '![](https://main.test/img/dog.png)',
  });
  const plan = await planDeletion(host, url);
  expect(plan).toMatchObject({ key: 'img/cat.png', url, isComplete: true, copies: [] });
  expect(plan?.profile.name).toBe('main');
  expect(plan?.mentions).toEqual([
    { path: '.drafts/c.md', lines: [1] },
    { path: 'a.md', lines: [1, 3] },
    { path: 'b.md', lines: [1] },
    { path: 'board.canvas', lines: [1] },
  ]);
});

it('says where the bytes are beside the store, as long as they are there', async () => {
  const { host, workspace } = scene({ 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') });
  await runNoteJob(host, listed('a.md'));
  expect((await planDeletion(host, url))?.copies).toEqual(['cat.png']);
  workspace.put('cat.png', undefined);
  expect((await planDeletion(host, url))?.copies).toEqual([]);
});

it('has none of an address that is not ours', async () => {
  expect(await planDeletion(scene({}).host, 'https://example.com/img/cat.png')).toBeUndefined();
});

it('does not claim to have seen everything when it has not', async () => {
  const { host, workspace } = scene({ 'a.md': 'x' });
  const read: typeof workspace.read = () => Promise.reject(new Error('locked'));
  const plan = await planDeletion({ ...host, workspace: { ...workspace, read } }, url);
  expect(plan?.isComplete).toBe(false);
  const nameless = await planDeletion(host, 'https://main.test/img/cat');
  expect(nameless).toMatchObject({ key: 'img/cat', isComplete: false });
});

it('takes the copies in mirrors along, and nothing else', async () => {
  const { host, stores, workspace } = jobUnderTest(
    { 'a.md': '![](cat.png)', 'cat.png': pngOf('cat') },
    { keyTemplate: 'img/{name}.{ext}', mirrors: ['backup'] },
  );
  await runNoteJob(host, listed('a.md'));
  stores.backup.plant('img/dog.png', pngOf('dog'));
  const plan = await planDeletion(host, url);
  expect(plan?.mirrors.map(({ profile, key }) => [profile.name, key])).toEqual([['backup', 'img/cat.png']]);
  if (plan !== undefined) await carryOutDeletion(host, plan);
  expect([[...stores.main.objects.keys()], [...stores.backup.objects.keys()]]).toEqual([[], ['img/dog.png']]);
  const copy = await workspace.size(accepted(parseWorkspacePath('cat.png')));
  expect([await host.ledger.objects(), copy]).toEqual([[], pngOf('cat').byteLength]);
});

it('ends when it is cancelled', async () => {
  const { host } = scene({ 'a.md': url });
  await expect(planDeletion(host, url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
