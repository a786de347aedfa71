import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PathContext, parseInput } from './input-form.ts';

const windows: PathContext = { platform: 'win32', home: () => 'C:\\Users\\me', wslDistro: undefined };
const linux: PathContext = { platform: 'linux', home: () => '/home/me', wslDistro: undefined };
const wsl: PathContext = { ...linux, wslDistro: 'Ubuntu-24.04' };

function paths(argument: string, context: PathContext): readonly string[] {
  const form = parseInput(argument, context);
  if (form.kind !== 'file') throw new Error(`not a file: ${form.kind}`);
  return [...form.paths];
}

describe('what is not a path', () => {
  it('a single dash is stdin', () => {
    expect(parseInput('-', linux)).toEqual({ kind: 'stdin' });
  });

  it.each(['http://a.b/c.png', 'https://a.b/c%20d.png?x=1#y', 'HTTPS://A.B/c'])('%s is an address', (url) => {
    expect(parseInput(url, linux)).toEqual({ kind: 'url', url });
    expect(parseInput(`"${url}"`, windows)).toEqual({ kind: 'url', url });
  });
});

describe('on every platform', () => {
  it('the argument as it stands is the first meaning, whatever it looks like', () => {
    const argument = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => text !== '-' && !/^["']?(https?|file):\/\//i.test(text));
    const context = fc.constantFrom(windows, linux, wsl);
    fc.assert(
      fc.property(argument, context, (text, where) => {
        expect(paths(text, where)[0]).toBe(text);
      }),
    );
  });

  it('no meaning is offered twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(windows, linux, wsl), (text, where) => {
        const found = paths(`x${text}`, where);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });

  it.each([
    ['/notes/my%20pic.png', '/notes/my pic.png'],
    ['/notes/%E5%9B%BE.png', '/notes/图.png'],
    ['/notes/a%2520b.png', '/notes/a%20b.png'],
  ])('%s may be an escaped %s, after the literal name', (argument, meant) => {
    expect(paths(argument, linux)).toEqual([argument, meant]);
  });

  it.each(['/notes/100%.png', '/notes/%zz.png', '/notes/%ff.png'])(
    '%s has nothing to unescape',
    (argument) => {
      expect(paths(argument, linux)).toEqual([argument]);
    },
  );

  it('quotes that were left around are taken off', () => {
    expect(paths('"/notes/a b.png"', linux)).toContain('/notes/a b.png');
    expect(paths("'C:\\a b.png'", windows)).toContain('C:\\a b.png');
    expect(paths('"half.png', linux)).toEqual(['"half.png']);
  });
});

describe('file URLs', () => {
  it.each([
    ['file:///notes/a.png', linux, '/notes/a.png'],
    ['file:///notes/my%20%E5%9B%BE.png', linux, '/notes/my 图.png'],
    ['FILE://localhost/notes/a.png', linux, '/notes/a.png'],
    ['file:///C:/notes/a%20b.png', windows, 'C:/notes/a b.png'],
    ['file://C:/notes/a.png', windows, 'C:/notes/a.png'],
    ['file://server/share/a.png', windows, '//server/share/a.png'],
    ['file:///a/b%231.png', linux, '/a/b#1.png'],
  ] as const)('%s means its path first', (url, context, path) => {
    expect(paths(url, context)[0]).toBe(path);
  });

  it('unescaped marks may belong to the name, or be a fragment', () => {
    const found = paths('file:///a/b#1.png?x', linux);
    expect(found).toEqual(expect.arrayContaining(['/a/b#1.png?x', '/a/b']));
    expect(found.indexOf('/a/b#1.png?x')).toBeLessThan(found.indexOf('/a/b'));
  });

  it('a lone percent sign stays', () => {
    expect(paths('file:///a/100%.png', linux)).toContain('/a/100%.png');
  });
});

describe('home', () => {
  it.each([
    ['~/pics/a.png', linux, '/home/me/pics/a.png'],
    ['~', linux, '/home/me'],
    ['~\\pics\\a.png', windows, 'C:\\Users\\me\\pics\\a.png'],
    ['~/pics/a.png', windows, 'C:\\Users\\me\\pics\\a.png'],
  ] as const)('%s is below the home folder', (argument, context, path) => {
    expect(paths(argument, context)).toContain(path);
  });

  it('a tilde within a name is a tilde', () => {
    expect(paths('~me/a.png', linux)).toEqual(['~me/a.png']);
    expect(paths('/a/~/b.png', linux)).toEqual(['/a/~/b.png']);
  });
});

describe('Windows', () => {
  it.each([
    ['C:\\\\Users\\\\我\\\\a.png', 'C:\\Users\\我\\a.png'],
    [
      'C:\\Users\\me\\AppData\\Local\\Temp/typora-icon.png',
      'C:\\Users\\me\\AppData\\Local\\Temp\\typora-icon.png',
    ],
    ['C:/Users//me/a.png', 'C:\\Users\\me\\a.png'],
    ['/C:/Users/me/a.png', 'C:\\Users\\me\\a.png'],
    ['C:\\Users\\me\\my%20pic.png', 'C:\\Users\\me\\my pic.png'],
    ['\\\\\\\\server\\\\share\\\\a.png', '\\\\server\\share\\a.png'],
    ['\\\\server\\share\\a.png', '\\\\server\\share\\a.png'],
    ['wsl$\\Ubuntu\\home\\me\\a.png', '\\\\wsl$\\Ubuntu\\home\\me\\a.png'],
    ['wsl.localhost\\Ubuntu\\home\\me\\a.png', '\\\\wsl.localhost\\Ubuntu\\home\\me\\a.png'],
    ['wsl$\\\\Ubuntu\\\\home\\\\a.png', '\\\\wsl$\\Ubuntu\\home\\a.png'],
    ['\\wsl$\\Ubuntu\\a.png', '\\\\wsl$\\Ubuntu\\a.png'],
    ['//wsl.localhost/Ubuntu/a.png', '\\\\wsl.localhost\\Ubuntu\\a.png'],
    ['\\\\wsl$\\Ubuntu\\a.png', '\\\\wsl$\\Ubuntu\\a.png'],
    ['file://wsl.localhost/Ubuntu/my%20a.png', '\\\\wsl.localhost\\Ubuntu\\my a.png'],
  ])('%s means %s', (argument, path) => {
    expect(paths(argument, windows)).toContain(path);
  });
});

describe('Linux', () => {
  it.each([
    ['\\\\wsl$\\Ubuntu-24.04\\home\\me\\a.png', '/home/me/a.png'],
    ['wsl.localhost\\ubuntu-24.04\\home\\me\\a b.png', '/home/me/a b.png'],
    ['wsl$/Ubuntu-24.04/home/me/a%20b.png', '/home/me/a b.png'],
    ['\\\\\\\\wsl$\\\\Ubuntu-24.04\\\\a.png', '/a.png'],
    ['C:\\\\Users\\\\me\\\\a.png', '/mnt/c/Users/me/a.png'],
    ['D:/pics\\a.png', '/mnt/d/pics/a.png'],
    ['file:///C:/pics/a.png', '/mnt/c/pics/a.png'],
  ])('inside WSL %s means %s', (argument, path) => {
    expect(paths(argument, wsl)).toContain(path);
  });

  it("another distribution's files are out of reach", () => {
    const argument = '\\\\wsl$\\Debian\\home\\me\\a.png';
    expect(paths(argument, wsl)).toEqual([argument]);
  });

  it.each(['\\\\wsl$\\Ubuntu-24.04\\a.png', 'C:\\a.png', 'a\\b.png'])(
    'outside WSL %s is only itself',
    (argument) => {
      expect(paths(argument, linux)).toEqual([argument]);
    },
  );
});
