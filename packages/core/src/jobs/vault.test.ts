import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import { findImages } from '../markdown/find-images.ts';
import { targetKind } from '../markdown/target.ts';
import { type JobUnderTest, jobUnderTest, pathOf } from '../testing/job-under-test.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { folderOf, relativePath, resolvePath } from '../workspace/workspace-path.ts';
import { runNoteJob } from './note-job.ts';
import { runSyncJob } from './sync-job.ts';
import { undoJob } from './undo.ts';

interface Vault {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

const pictures = ['img/cat.png', 'img/海 边 (1).png', 'a/b/100%.png', "a/it's [x].png", 'root&co.png'];
const notePaths = ['n.md', 'a/n.md', 'a/b/c/笔记.md', 'other/m.md'];
const web = 'https://elsewhere.test/w.png';

/** Ways to write a picture into a note. */
const links: readonly ((path: string, name: string) => string)[] = [
  (path) => `![alt](<${path}> "title")`,
  (path) => `![](${encodeURIComponent(path).replaceAll('%2F', '/').replaceAll(/[()']/g, '\\$&')})`,
  (path) => `<img width=20 src="${path.replaceAll('&', '&amp;')}">`,
  (_, name) => (/[[\]]/.test(name) ? '' : `![[${name}|300]]`),
  (path) => `[![${path}](<${path}>)](x)`,
  (path) => `- \`![](${path})\` and ![x](<${path}>)\r\n`,
  () => `![](${web})`,
  () => '![](gone.png)',
  () => 'text ![not closed](',
];

const anyNote = fc
  .record({
    head: fc.constantFrom('', '---\nimbed: local\n---\n', '---\nimbed: off\n---\n', '\ufeff# Title\r\n'),
    shown: fc.array(fc.tuple(fc.constantFrom(...pictures), fc.constantFrom(...links)), { maxLength: 5 }),
  })
  .map(({ head, shown }) => (note: string) => {
    const parts = shown.map(([picture, link]) =>
      link(relativePath(pathOf(note), pathOf(picture)), picture.replace(/^.*\//, '')),
    );
    return head + parts.join('\n\n');
  });

const anyVault: fc.Arbitrary<Vault> = fc
  .record({
    notes: fc.array(anyNote, { minLength: notePaths.length, maxLength: notePaths.length }),
    mode: fc.constantFrom('remote', 'dual'),
    link: fc.constantFrom('remote', 'local'),
  })
  .map(({ notes, mode, link }) => ({
    files: {
      ...Object.fromEntries(pictures.map((path) => [path, pngOf(path)])),
      ...Object.fromEntries(notePaths.map((path, index) => [path, notes[index]?.(path) ?? ''])),
    },
    settings: { storage: { mode, link } },
  }));

function open({ files, settings }: Vault): JobUnderTest {
  const job = jobUnderTest(files, { settings });
  job.web.set(web, pngOf(web));
  return job;
}

/** What every reference of every note shows; of a dead one, nothing. */
function shown({ workspace, stores, web: pages }: JobUnderTest): readonly string[] {
  return notePaths.flatMap((note) => {
    const text = workspace.text(note) ?? '';
    return findImages(text).map(({ target }) => {
      const bytes =
        targetKind(target) === 'remote'
          ? (stores.main.read(target) ?? stores.backup.read(target) ?? pages.get(target))
          : fileFor(workspace, note, target);
      return `${note} ${bytes === undefined ? 'nothing' : Buffer.from(bytes).toString()}`;
    });
  });
}

function fileFor(workspace: JobUnderTest['workspace'], note: string, target: string) {
  const beside = resolvePath(folderOf(pathOf(note)), target);
  const named = pictures.find((path) => path.endsWith(`/${target}`)) ?? target;
  return (beside && workspace.bytes(beside)) ?? workspace.bytes(named);
}

function contents({ workspace }: JobUnderTest) {
  return workspace.paths().map((path) => [path, Buffer.from(workspace.bytes(path) ?? []).toString('hex')]);
}

/** Calls that change something. */
function changes({ workspace, stores }: JobUnderTest): readonly string[] {
  const made = [...workspace.calls, ...stores.main.calls];
  return made.filter((call) => /^(?:writeNote|create|move|put|delete) /.test(call));
}

describe.each([
  ['local images', {}],
  ['local and foreign images', { rehost: true }],
  ['local images, which are taken away', { deleteLocal: true }],
])('any vault whose %s are uploaded', (_, options) => {
  it('shows what it showed before, and stays as it is when it is done again', async () => {
    await fc.assert(
      fc.asyncProperty(anyVault, async (vault) => {
        const job = open(vault);
        const before = shown(job);
        const { problems } = await runNoteJob(job.host, job.notes(), options);
        expect([...new Set(problems.map(({ error }) => error.code))]).toEqual(
          problems.length === 0 ? [] : ['source/not-found'],
        );
        expect(shown(job)).toEqual(before);
        const first = changes(job);
        await runNoteJob(job.host, job.notes(), options);
        expect(changes(job)).toEqual(first);
      }),
      { numRuns: 40 },
    );
  });

  it('is put back byte for byte by undo', async () => {
    await fc.assert(
      fc.asyncProperty(anyVault, async (vault) => {
        const job = open(vault);
        const before = contents(job);
        const { undo } = await runNoteJob(job.host, job.notes(), options);
        if (undo !== undefined) expect((await undoJob(job.host, undo)).problems).toEqual([]);
        const after = contents(job).filter(([path]) => vault.files[path ?? ''] !== undefined);
        expect(after).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});

it('a vault whose store fails at any request shows what it showed, and sync brings up the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyVault,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      async (vault, fates) => {
        const job = open(vault);
        const before = shown(job);
        let requests = 0;
        job.stores.main.disturb = (_call, _key, run) =>
          fates[requests++ % fates.length] ? run() : Promise.reject(new ImbedError('network/interrupted'));
        const { pending } = await runNoteJob(job.host, job.notes());
        expect(shown(job)).toEqual(before);
        expect((await job.host.ledger.pending()).length).toBe(pending);
        job.stores.main.disturb = (_call, _key, run) => run();
        expect(await runSyncJob(job.host)).toMatchObject({ pending: 0, problems: [] });
        expect(shown(job)).toEqual(before);
        expect([await job.host.ledger.pending(), await job.host.ledger.unsettled()]).toEqual([[], []]);
        const settled = changes(job);
        await runNoteJob(job.host, job.notes());
        expect(changes(job).filter((call) => !settled.includes(call))).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});
