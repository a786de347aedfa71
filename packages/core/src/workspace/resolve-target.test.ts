import { describe, expect, it } from 'vitest';
import type { ReferenceSyntax } from '../markdown/image-reference.ts';
import { createMemoryWorkspace, type MemoryWorkspaceOptions } from '../testing/memory-workspace.ts';
import { pathInTests as path } from '../testing/workspace-contract.ts';
import { createTargetResolver } from './resolve-target.ts';

/** The file that `target` in `note` means, among `files`; absolute when it is elsewhere. */
async function located(
  note: string,
  target: string,
  files: readonly string[],
  { syntax = 'inline', text = '', ...options }: MemoryWorkspaceOptions & Partial<Writing> = {},
): Promise<string | undefined> {
  const contents = files.map((name, index) => [name, 'x'.repeat(index + 1)] as const);
  const workspace = createMemoryWorkspace(Object.fromEntries([...contents, [note, text]]), options);
  const found = await createTargetResolver(workspace).locate(path(note), { target, syntax });
  if (found?.kind === 'inside') expect(found.size).toBe(files.indexOf(found.path) + 1);
  return found?.path;
}

interface Writing {
  readonly syntax: ReferenceSyntax;
  readonly text: string;
}

const wiki = { syntax: 'wiki' } as const;

describe('a path relative to the note', () => {
  it.each([
    ['a.md', 'a.png', 'a.png'],
    ['posts/a.md', 'img/图 1.png', 'posts/img/图 1.png'],
    ['posts/a.md', './img/a.png', 'posts/img/a.png'],
    ['posts/2024/a.md', '../img/a.png', 'posts/img/a.png'],
    ['posts/a.md', '.hidden/a.png', 'posts/.hidden/a.png'],
    ['posts/a.md', 'a.png?v=1#right', 'posts/a.png'],
    ['posts/a.md', 'a#1.png', 'posts/a#1.png'],
    ['posts/a.md', 'img\\sub\\a.png', 'posts/img/sub/a.png'],
    ['posts/a.md', 'a\\b.png', 'posts/a\\b.png'],
  ])('in %s: %s', async (note, target, file) => {
    expect(await located(note, target, [file])).toBe(file);
  });

  it('goes before everything else', async () => {
    const files = ['posts/img/a.png', 'img/a.png', 'posts/a/img/a.png'];
    expect(await located('posts/a.md', 'img/a.png', files)).toBe('posts/img/a.png');
  });

  it('may be written in another case or another form of Unicode than the name on disk', async () => {
    expect(await located('posts/a.md', 'Img/Photo.PNG', ['posts/img/photo.png'])).toBe('posts/img/photo.png');
    const file = 'posts/cafe\u0301.png';
    expect(await located('posts/a.md', 'caf\u00e9.png', [file])).toBe(file);
    expect(await located('posts/a.md', '../IMG/a.png', ['img/a.png'])).toBe('img/a.png');
  });

  it('means the file of exactly that name where there are two', async () => {
    const files = ['A.png', 'a.png'];
    expect(await located('n.md', 'a.png', files)).toBe('a.png');
    expect(await located('n.md', 'A.png', files)).toBe('A.png');
  });

  it('that steps up or names its folder means no other place', async () => {
    expect(await located('posts/a.md', './a.png', ['a.png', 'x/a.png'])).toBeUndefined();
    expect(await located('posts/a.md', '../img/a.png', ['posts/img/a.png'])).toBeUndefined();
    expect(await located('posts/a.md', 'img/a.png', ['other/img/a.png'])).toBeUndefined();
  });
});

describe('a path from the root', () => {
  it.each([
    ['of a vault', 'notes/a.md', 'files/a.png', 'files/a.png'],
    ['of a Jekyll site', '_posts/a.md', '/assets/a.png', 'assets/a.png'],
    ['of a Hugo site', 'content/posts/a.md', '/img/a.png', 'static/img/a.png'],
    ['of a Hexo site', 'source/_posts/a.md', '/images/a.png', 'source/images/a.png'],
    ['of a Vite site', 'docs/guide/a.md', '/a.png', 'docs/public/a.png'],
    ['of a site below', 'code/website/docs/a.md', '/img/a.png', 'code/website/static/img/a.png'],
    ['of a folder above', 'blog/content/a.md', '/content/a.png', 'blog/content/a.png'],
  ])('%s', async (_, note, target, file) => {
    expect(await located(note, target, [file])).toBe(file);
  });

  it('means the nearest of several sites, then the root, then a folder above', async () => {
    const places = ['x/y/static/a.png', 'x/static/a.png', 'static/a.png', 'a.png', 'x/y/a.png', 'x/a.png'];
    for (const [index, place] of places.entries())
      expect(await located('x/y/z/n.md', '/a.png', places.slice(index))).toBe(place);
  });

  it("begins in the note's own root where Typora was told one", async () => {
    const files = ['site/static/a.png', 'static/a.png'];
    const text = (root: string) => ({ text: `---\ntypora-root-url: ${root}\n---\n` });
    expect(await located('site/posts/n.md', '/a.png', files, text('../static'))).toBe('site/static/a.png');
    const outside = { outside: { '/blog/a.png': 'x' } };
    expect(await located('n.md', '/a.png', files, { ...text('/workspace/site/static/'), ...outside })).toBe(
      'site/static/a.png',
    );
    expect(await located('n.md', '/a.png', [], { ...text('/blog'), ...outside })).toBe('/blog/a.png');
    expect(await located('n.md', '/a.png', files, text('https://x.test'))).toBe('static/a.png');
  });
});

describe('a post of Hexo', () => {
  it('finds what is in the folder that is named after it', async () => {
    const file = 'source/_posts/hello.world/a.png';
    expect(await located('source/_posts/hello.world.md', 'a.png', [file])).toBe(file);
  });
});

describe('a wiki link', () => {
  it('means the full path before the file beside the note, as in Obsidian', async () => {
    expect(await located('posts/n.md', 'a.png', ['a.png', 'posts/a.png'], wiki)).toBe('a.png');
  });

  it('finds a file by its name alone, wherever it is', async () => {
    expect(await located('posts/n.md', 'a b.png', ['x/y/files/a b.png'], wiki)).toBe('x/y/files/a b.png');
    expect(await located('posts/n.md', 'A B.PNG', ['x/y/files/a b.png'], wiki)).toBe('x/y/files/a b.png');
  });

  it('finds a file by the end of its path', async () => {
    const files = ['x/files/a.png', 'y/files2/a.png', 'z/xfiles/a.png'];
    expect(await located('posts/n.md', 'files/a.png', files, wiki)).toBe('x/files/a.png');
  });

  it('means the one below its own folder of several, then the one with the shortest path', async () => {
    const files = ['z/a.png', 'posts/deep/er/a.png', 'posts/deep/a.png', 'y/a.png'];
    expect(await located('posts/n.md', 'a.png', files, wiki)).toBe('posts/deep/a.png');
    expect(await located('other/n.md', 'a.png', files, wiki)).toBe('y/a.png');
  });

  it('does not find what editors hide', async () => {
    expect(await located('n.md', 'a.png', ['.trash/a.png', 'node_modules/a.png'], wiki)).toBeUndefined();
  });
});

describe('a bare name in a Markdown link', () => {
  it('is looked for anywhere when it is nowhere near', async () => {
    expect(await located('posts/n.md', 'a.png', ['files/a.png'])).toBe('files/a.png');
  });
});

describe('the rest of the machine', () => {
  const outside = { outside: { '/home/me/图 1.png': 'xyz', '/a.png': 'x' } };

  it.each(['/home/me/图 1.png', 'file:///home/me/图 1.png', '../../home/me/图 1.png'])(
    'is found by %s',
    async (target) => {
      expect(await located('posts/n.md', target, [], outside)).toBe('/home/me/图 1.png');
    },
  );

  it('is the last thing that a path from the root means', async () => {
    expect(await located('n.md', '/a.png', ['public/a.png'], outside)).toBe('public/a.png');
    expect(await located('n.md', '/a.png', [], outside)).toBe('/a.png');
  });

  it('is no place for files of the workspace', async () => {
    expect(await located('n.md', '/workspace/img/a.png', ['img/a.png'], outside)).toBe('img/a.png');
    expect(await located('n.md', '../workspace/img/a.png', ['img/a.png'], outside)).toBe('img/a.png');
  });

  it('is not there for hosts that see none', async () => {
    expect(await located('n.md', '/home/me/图 1.png', [])).toBeUndefined();
    expect(await located('n.md', '../a.png', ['a.png'])).toBeUndefined();
  });
});

describe('what is no file', () => {
  it.each([
    'https://x.test/a.png',
    '//x.test/a.png',
    'data:image/png;base64,AA',
    'app://x/a.png',
    '',
    '#a',
    '..',
    '/',
  ])('is not found: %j', async (target) => {
    expect(await located('posts/n.md', target, ['a.png'])).toBeUndefined();
  });

  it('is a folder of that name', async () => {
    expect(await located('n.md', 'a.png', ['a.png/b.png'])).toBeUndefined();
  });
});

describe('the tree', () => {
  const watched = (files: readonly string[]) => {
    const workspace = createMemoryWorkspace(Object.fromEntries(files.map((name) => [name, 'x'])));
    let walks = 0;
    const counted: typeof workspace = {
      ...workspace,
      files(folder) {
        walks++;
        return workspace.files(folder);
      },
    };
    const locate = (target: string) =>
      createdOnce.locate(path('n.md'), { target, syntax: 'wiki' }).then((found) => found?.path);
    const createdOnce = createTargetResolver(counted);
    return { workspace, locate, walks: () => walks };
  };

  it('is not read for what is where it should be', async () => {
    const { locate, walks } = watched(['a.png']);
    await locate('a.png');
    expect(walks()).toBe(0);
  });

  it('is read once for all that is not', async () => {
    const { locate, walks } = watched(['x/a.png', 'x/b.png']);
    const found = await Promise.all(['a.png', 'b.png', 'c.png', 'a.png'].map(locate));
    expect(found).toEqual(['x/a.png', 'x/b.png', undefined, 'x/a.png']);
    expect(walks()).toBe(1);
  });

  it('is asked again whether the file is still there', async () => {
    const { workspace, locate } = watched(['x/a.png']);
    expect(await locate('a.png')).toBe('x/a.png');
    workspace.put('x/a.png', undefined);
    expect(await locate('a.png')).toBeUndefined();
  });
});

describe('a host that knows best what wiki links mean', () => {
  const files = { 'n/a.png': '1', 'far/a.png': '22' };
  const workspace = { ...createMemoryWorkspace(files), wikiTarget: () => path('far/a.png') };
  const locate = (syntax: ReferenceSyntax, at = workspace) =>
    createTargetResolver(at).locate(path('n/x.md'), { target: 'a.png', syntax });

  it('is asked first, and about nothing else', async () => {
    expect(await locate('wiki')).toEqual({ kind: 'inside', path: 'far/a.png', size: 2 });
    expect(await locate('inline')).toMatchObject({ path: 'n/a.png' });
  });

  it.each([undefined, path('gone.png')])(
    'may know nothing (%s), and then the file is looked for',
    async (answer) => {
      expect(await locate('wiki', { ...workspace, wikiTarget: () => answer as never })).toMatchObject({
        path: 'n/a.png',
      });
    },
  );
});
