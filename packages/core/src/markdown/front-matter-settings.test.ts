import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsOfFrontMatter } from './front-matter.ts';

const names = ['imbed', 'imbed-profile'];

/** `name=value` each. */
function settingsOf(text: string): readonly string[] {
  return settingsOfFrontMatter(text, names).map(({ name, value = '?' }) => `${name}=${value}`);
}

describe('settings of front matter', () => {
  it.each<[string, readonly string[]]>([
    ['imbed: local', ['imbed=local']],
    ['title: x\nimbed:   dual   # both\nimbed-profile: blog\n', ['imbed=dual', 'imbed-profile=blog']],
    ['imbed: off', ['imbed=off']],
    ['"imbed": \'off\'', ['imbed=off']],
    ['{imbed: local, title: x}', ['imbed=local']],
    ['imbed: [local]', ['imbed=local']],
    ['imbed:\n  - local\n', ['imbed=local']],
    ['imbed:\nimbed-profile:', ['imbed=', 'imbed-profile=']],
    ['imbed-profile: 图床', ['imbed-profile=图床']],
    ['imbed: 7', ['imbed=7']],
    ['imbed: local\nimbed: dual', ['imbed=local', 'imbed=dual']],
    ['imbed: [local, dual]', ['imbed=?']],
    ['imbed:\n  mode: local', ['imbed=?']],
    ['imbed: *other', ['imbed=?']],
    ['imbed: "loc', ['imbed=?']],
    ['cover: {imbed: local}', []],
    ['note: the word imbed', []],
    ['imbedded: local', []],
    ['title: |\n  imbed: local', []],
  ])('in YAML: %j', (yaml, expected) => {
    expect(settingsOf(`---\n${yaml}\n---\ntext`)).toEqual(expected);
    expect(settingsOf(`\ufeff---\r\n${yaml.replaceAll('\n', '\r\n')}\r\n---\r\ntext`)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['imbed = "local"', ['imbed=local']],
    ['title = "x"\n"imbed" = \'dual\' # both\nimbed-profile = "blog"', ['imbed=dual', 'imbed-profile=blog']],
    ['imbed = ["local"]', ['imbed=local']],
    ['imbed = ""', ['imbed=']],
    ['imbed = ["local", "dual"]', ['imbed=local', 'imbed=dual']],
    ['imbed = off', ['imbed=?']],
    ['imbed = false', ['imbed=?']],
    ['imbed = """\nlocal"""', ['imbed=?']],
    ['imbed.mode = "local"', ['imbed=?']],
    ['[imbed]\nmode = "local"', ['imbed=?']],
    ['[params]\nimbed = "local"', []],
  ])('in TOML: %j', (toml, expected) => {
    expect(settingsOf(`+++\n${toml}\n+++\ntext`)).toEqual(expected);
  });

  it('are only those of front matter', () => {
    expect(settingsOf('imbed: local')).toEqual([]);
    expect(settingsOf('text\n\n---\nimbed: local\n---\n')).toEqual([]);
    expect(settingsOf('---\nimbed: local\n')).toEqual([]);
  });

  it('too long to be read are said to be unreadable, and not passed over', () => {
    expect(settingsOf(`---\nimbed: local\nx: ${'a'.repeat(70_000)}\n---\n`)).toEqual(['imbed=?']);
  });

  it('are never thrown at', () => {
    const line = fc.constantFrom(
      'imbed:',
      'imbed = ',
      ' - ',
      '[',
      '{',
      '"',
      '  ',
      'a: b',
      '*x',
      '|',
      '- imbed: x',
    );
    fc.assert(
      fc.property(fc.constantFrom('---', '+++'), fc.array(line), (fence, lines) => {
        settingsOf(`${fence}\n${lines.join('')}\n${fence}\n`);
        settingsOf(`${fence}\nimbed: ${lines.join('\n')}\n${fence}\n`);
      }),
    );
  });
});
