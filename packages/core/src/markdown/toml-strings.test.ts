import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTomlStrings } from './toml-strings.ts';

function values(source: string): readonly string[] {
  return readTomlStrings(source).map(({ value }) => value);
}

describe('readTomlStrings', () => {
  it.each([
    ['image = "a"', ['a']],
    ["image = 'a\\b'", ['a\\b']],
    ['image = "a\\tb\\"\\\\\\u00e9\\U0001F600"', ['a\tb"\\é😀']],
    ['image = "a" # "b"', ['a']],
    ['# image = "a"\nimage="b"', ['b']],
    ['"image" = "a"\n\'logo\' = "b"', ['a', 'b']],
    ['cover.image = "a"\ncover . alt = "b"', ['a']],
    ['[cover]\nsrc = "a"\n[other]\nsrc = "b"', ['a']],
    ['[[resources]]\nsrc = "a"\n[[resources]]\nsrc = "b"', ['a', 'b']],
    ['images = [\n "a", # one\n \'b\',\n]\ntitle = "c"', ['a', 'b']],
    ['images = [["a"], ["b", ["c"]]]', ['a', 'b', 'c']],
    ['cover = {src = "a", alt = "b", x = {url = "c"}}', ['a', 'c']],
    ['date = 2026-01-01T00:00:00Z\nn = 1_000.5\nok = true\nimage = "a"', ['a']],
    ['image = """\na"""\nlogo = "b"', ['b']],
    ["image = '''a''' \nlogo = 'b'", ['b']],
    ['title = """\nimage = "a"\n\\"""\nlogo = "b"\n"""\nicon = "c"', ['c']],
    ['image = """never closed\nlogo = "b"', []],
    ['image = "never closed\nlogo = "b"', ['b']],
    ['nonsense\nimage = "a"', ['a']],
    ['images = ["a"\nlogo = "b"', ['a', 'b']],
    ['image = ', []],
    ['image = {', []],
  ])('reads from %j the strings %j', (source, expected) => {
    expect(values(source)).toEqual(expected);
  });

  it('says where each stands', () => {
    const source = 'title = "x"\nimage = "a\\"b" # c\nimages = [\'d\']';
    expect(
      readTomlStrings(source).map(({ range, source: text }) => [source.slice(range.start, range.end), text]),
    ).toEqual([
      ['"a\\"b"', '"a\\"b"'],
      ["'d'", "'d'"],
    ]);
  });

  it('reads on behind what nests 100,000 deep, and keeps no list of keys for each level', () => {
    const deep = (open: string, close: string) =>
      `x = ${open.repeat(100_000)}${close.repeat(100_000)}\nimage = "a"`;
    expect(values(deep('[', ']'))).toEqual(['a']);
    expect(values(deep('{a=', '}'))).toEqual(['a']);
    expect(values(`[${'a.'.repeat(30_000)}image]\n${'src = "a"\n'.repeat(20_000)}`)).toHaveLength(20_000);
  });

  it('comes to an end, whatever it reads', () => {
    const piece = fc.constantFrom(
      'image',
      ' = ',
      '"',
      "'",
      '"""',
      '[',
      ']',
      '{',
      '}',
      ',',
      '\n',
      '#',
      '\\',
      '.',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join('');
        for (const { range, source: text } of readTomlStrings(source))
          expect(source.slice(range.start, range.end)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
