import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseNameOf, folderOf, parseWorkspacePath, relativePath, resolvePath } from './workspace-path.ts';

const name = fc
  .oneof(
    fc.constantFrom('a', 'b', 'img', '图 1.png', '...', '..a', '.hidden', 'a\\b', 'C:', '%2e%2e'),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .filter((one) => parseWorkspacePath(one).ok);
const anyPath = fc
  .array(name, { minLength: 1, maxLength: 6 })
  .map((names) => resolvePath('', names.join('/')))
  .filter((path) => path !== undefined);
const anyRelative = fc
  .array(fc.oneof(name, fc.constantFrom('.', '..', '')), { maxLength: 10 })
  .map((names) => names.join('/'));

describe('a path in a workspace', () => {
  it.each(['', '/', '/a', 'a/', 'a//b', '.', '..', './a', 'a/./b', '../a', 'a/../b', 'a/..', 'a\0b'])(
    'is not %j',
    (text) => expect(parseWorkspacePath(text).ok).toBe(false),
  );

  it.each(['a', '...', '..a/b..', '.imbed/x', 'a\\..\\b', 'C:/a', '图/é.png', ' '])('can be %j', (text) =>
    expect(parseWorkspacePath(text)).toEqual({ ok: true, value: text }),
  );

  it('is its folder and its name', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const folder = folderOf(path);
        expect(resolvePath(folder, baseNameOf(path))).toBe(path);
        expect(folder === '' || parseWorkspacePath(folder).ok).toBe(true);
      }),
    );
  });
});

describe('a relative path', () => {
  it('leads from any note to any file and back to the same path', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (note, file) => {
        expect(resolvePath(folderOf(note), relativePath(note, file))).toBe(file);
      }),
    );
  });

  it('goes no further up than it has to', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (note, file) => {
        fc.pre(!note.startsWith(`${file}/`));
        const written = relativePath(note, file);
        expect(written).toBe(posix.relative(posix.join('/', folderOf(note)), posix.join('/', file)));
      }),
    );
  });

  it('never leads out of the tree, and means what a file system would mean', () => {
    fc.assert(
      fc.property(fc.option(anyPath, { nil: '' }), anyRelative, (folder, relative) => {
        const resolved = resolvePath(folder, relative);
        const meant = posix.normalize(posix.join(folder, relative)).replace(/\/$/, '');
        const isOutside = /^(\.\.(\/|$)|\.$|$)/.test(meant);
        // A path that goes out and comes back in by name knows where the tree lies: that is no place in it.
        if (resolved === undefined) expect(isOutside || relative.includes('..')).toBe(true);
        else {
          expect(parseWorkspacePath(resolved).ok).toBe(true);
          expect(resolved).toBe(meant.replace(/^\/+/, ''));
        }
      }),
    );
  });

  it.each([
    ['', '..'],
    ['a', '../..'],
    ['a', '../../a/b'],
    ['a/b', '../../../etc/passwd'],
    ['', '.'],
    ['a', '..'],
    ['', ''],
  ])('from %j does not get to %j', (folder, relative) => {
    expect(resolvePath(folder, relative)).toBeUndefined();
  });
});
