import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadImage } from '../image/load-image.ts';
import { createWorkspaceLedger } from '../ledger/workspace-ledger.ts';
import { nodeDigests } from '../node/digests.ts';
import { createFixedClock } from '../testing/fixed-clock.ts';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { createMemoryAppendFile } from '../testing/memory-append-file.ts';
import { createMemoryWorkspace, type MemoryWorkspaceOptions } from '../testing/memory-workspace.ts';
import { createRecordingLogger } from '../testing/recording-logger.ts';
import { pngOf, pngSource } from '../testing/upload-under-test.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { contentOf } from './content.ts';
import { createLocalCopies, type LocalPlace } from './local-copy.ts';

type SceneOptions = MemoryWorkspaceOptions & Pick<Workspace, 'attachmentPath'>;

function scene(
  files: Readonly<Record<string, Uint8Array>> = {},
  { attachmentPath, ...options }: SceneOptions = {},
) {
  const workspace = Object.assign(
    createMemoryWorkspace(files, options),
    attachmentPath && { attachmentPath },
  );
  const file = createMemoryAppendFile();
  const ledger = createWorkspaceLedger(file);
  const logger = createRecordingLogger();
  const clock = createFixedClock('2026-08-02T05:06:07.089Z');
  const digests = nodeDigests;
  const copies = createLocalCopies({
    workspace,
    ledger,
    digests,
    clock,
    random: createFixedRandom(),
    logger,
  });
  async function keep(text: string, name: string | undefined = 'cat.png', place: Partial<LocalPlace> = {}) {
    const image = await loadImage(pngSource(text, name), { maxBytes: 1000 });
    const content = await contentOf(image, digests);
    const note = 'Travel/Day 1.md' as WorkspacePath;
    return copies.keep(image, content, { folder: 'assets', profile: 'blog', note, ...place });
  }
  return { workspace, ledger, logger, file, keep };
}

/** Digits of the SHA-256 of the picture `two`, which stand behind a name that is taken. */
const two = createHash('sha256').update(pngOf('two')).digest('hex').slice(0, 8);

describe('a local copy', () => {
  it('has the bytes, in the folder that the template says, and is known to the ledger', async () => {
    const { workspace, ledger, keep } = scene();
    const path = await keep('one', '海边 (1).PNG', { folder: './{note}.assets' });
    expect(path).toBe('Travel/Day 1.assets/海边-1.png');
    expect(workspace.bytes(path)).toEqual(pngOf('one'));
    expect(await ledger.localAt(path)).toMatchObject({ type: 'local', size: 11, path });
  });

  it.each([
    [undefined, /^Travel\/assets\/image-[0-9a-f]{8}\.png$/],
    ['???.png', /^Travel\/assets\/image-[0-9a-f]{8}\.png$/],
    ['CON.png', /^Travel\/assets\/image-[0-9a-f]{8}\.png$/],
    ['lpt1.backup.png', /^Travel\/assets\/image-[0-9a-f]{8}\.png$/],
    ['console.jpg', /^Travel\/assets\/console\.png$/],
    ['../../etc/passwd', /^Travel\/assets\/passwd\.png$/],
  ])('of %j is called so that every system takes it', async (name, expected) => {
    const { workspace, keep } = scene();
    await keep('one', name ?? '');
    expect(workspace.paths()).toEqual([expect.stringMatching(expected)]);
  });

  it('is one file for the same bytes, and one line in the ledger', async () => {
    const { workspace, file, keep } = scene();
    expect(await keep('one')).toBe(await keep('one'));
    expect(workspace.paths()).toHaveLength(1);
    expect(file.content.trimEnd().split('\n')).toHaveLength(1);
  });

  it('never takes the place of other bytes: it gets digits of its hash, and finds itself again', async () => {
    const { workspace, keep } = scene({ 'Travel/assets/cat.png': pngOf('one') });
    const path = await keep('two');
    expect(path).toBe(`Travel/assets/cat-${two}.png`);
    expect(await keep('two')).toBe(path);
    expect(workspace.bytes('Travel/assets/cat.png')).toEqual(pngOf('one'));
    expect(workspace.paths()).toHaveLength(2);
  });

  it('never takes the place of bytes of the same length, nor of a file that cannot be read', async () => {
    const { workspace, keep } = scene({ 'Travel/assets/cat.png': pngOf('owt') });
    expect(await keep('two')).toBe(`Travel/assets/cat-${two}.png`);
    workspace.disturb = (call, path, run) => {
      if (call === 'read') throw new Error(`no ${path}`);
      run();
    };
    expect(await keep('two')).toMatch(new RegExp(`^Travel/assets/cat-${two}[0-9a-f]{8}\\.png$`));
  });

  it.each([true, false])(
    'differs from its neighbours in more than capitals and accents, where that matters (%s) and elsewhere',
    async (caseInsensitive) => {
      const { workspace, keep } = scene({ 'Travel/assets/Caf\u00c9.png': pngOf('one') }, { caseInsensitive });
      expect(await keep('two', 'cafe\u0301.png')).toBe(`Travel/assets/caf\u00e9-${two}.png`);
      // The same bytes are where they are, and called what they are called.
      expect(await keep('one', 'caf\u00e9.png')).toBe('Travel/assets/Caf\u00c9.png');
      expect(workspace.paths()).toHaveLength(2);
    },
  );

  it('stands back behind a file that appears at the last moment', async () => {
    const { workspace, keep } = scene();
    workspace.disturb = (call, path, run) => {
      if (call === 'create' && path.endsWith('/cat.png')) workspace.put(path, pngOf('one'));
      run();
    };
    expect(await keep('two')).toBe(`Travel/assets/cat-${two}.png`);
    expect(workspace.bytes('Travel/assets/cat.png')).toEqual(pngOf('one'));
  });

  it('of ten pictures of one name at once is ten files', async () => {
    const { workspace, keep } = scene();
    const names = ['cat.png', 'Cat.png', 'CAT.PNG'];
    const paths = await Promise.all(
      Array.from({ length: 10 }, (_, n) => keep(`picture ${n}`, names[n % names.length])),
    );
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(10);
    for (const [n, path] of paths.entries()) expect(workspace.bytes(path)).toEqual(pngOf(`picture ${n}`));
  });

  it.each(['../../img', '/../img', '{noteDir}/../../img'])(
    'never leaves the workspace: %s',
    async (folder) => {
      const { workspace, keep } = scene();
      await expect(keep('one', 'cat.png', { folder })).rejects.toMatchObject({
        code: 'config/invalid',
        facts: { issues: [{ field: 'storage.folder', code: 'folder-outside' }] },
      });
      expect(workspace.paths()).toEqual([]);
    },
  );

  it('may go up as far as the root', async () => {
    expect(await scene().keep('one', 'cat.png', { folder: '../img' })).toBe('img/cat.png');
    expect(await scene().keep('one', 'cat.png', { folder: '..' })).toBe('cat.png');
  });

  it('is there all the same when the ledger cannot be written', async () => {
    const { workspace, file, logger, keep } = scene();
    file.append = () => Promise.reject(new Error('read-only'));
    const path = await keep('one');
    expect(workspace.bytes(path)).toEqual(pngOf('one'));
    expect(logger.warnings).toHaveLength(1);
  });
});

describe('a host with a folder of its own for attachments', () => {
  /** As Obsidian gives them: the name with a number behind it where it is taken. */
  function own(taken: readonly string[] = []) {
    const asked: (readonly [string, string | undefined])[] = [];
    const attachmentPath = async (name: string, note?: WorkspacePath) => {
      asked.push([name, note]);
      return `files/${taken.includes(name) ? name.replace('.', ' 1.') : name}` as WorkspacePath;
    };
    return { asked, attachmentPath };
  }

  it('is asked for the place, unless the settings name another folder', async () => {
    const { asked, attachmentPath } = own();
    const { keep } = scene({}, { attachmentPath });
    expect(await keep('one')).toBe('files/cat.png');
    expect(await keep('one', 'cat.png', { folder: './pics' })).toBe('Travel/pics/cat.png');
    expect(asked).toEqual([['cat.png', 'Travel/Day 1.md']]);
  });

  it('gets no second file for the same picture, and one beside another picture', async () => {
    const { attachmentPath } = own(['cat.png']);
    const { keep, workspace } = scene({ 'files/cat.png': pngOf('one') }, { attachmentPath });
    expect(await keep('one')).toBe('files/cat.png');
    expect(await keep('two')).toBe('files/cat 1.png');
    expect(await keep('two', 'other.png')).toBe('files/cat 1.png');
    expect(workspace.bytes('files/cat.png')).toEqual(pngOf('one'));
  });
});
