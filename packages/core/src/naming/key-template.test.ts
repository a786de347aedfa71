import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { readImageFixture } from '../testing/image-fixtures.ts';
import { told } from '../testing/told-issues.ts';
import { DEFAULT_KEY_TEMPLATE, type KeyTemplate, parseKeyTemplate } from './key-template.ts';
import { parseObjectKey } from './object-key.ts';
import type { TemplateContext } from './template-variables.ts';

const bytes = readImageFixture('gradient.png');
const hexOf = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
const sha256 = hexOf('sha256');
const md5 = hexOf('md5');

function contextOf(change: Partial<TemplateContext> & { stem?: string | undefined } = {}): TemplateContext {
  const stem = 'stem' in change ? change.stem : 'My Photo';
  return {
    image: { stem, extension: 'png', contentType: 'image/png', bytes },
    notePath: 'Travel/Sea side/Day 1.md',
    profile: 'blog',
    now: new Date(2026, 7, 2, 5, 6, 7, 89),
    random: createFixedRandom(),
    sha256: () => Promise.resolve(sha256),
    md5: () => Promise.resolve(md5),
    ...change,
  };
}

function templateOf(source: string): KeyTemplate {
  const parsed = parseKeyTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

async function keyOf(source: string, change?: Parameters<typeof contextOf>[0]): Promise<string> {
  const rendered = await templateOf(source).render(contextOf(change));
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.issues));
  return rendered.value.key;
}

function problemsOf(source: string): readonly string[] {
  const parsed = parseKeyTemplate(source);
  return parsed.ok ? [] : told(parsed.issues).map(({ field, problem }) => `${field}: ${problem}`);
}

describe('what a template gives', () => {
  const seconds = Math.floor(new Date(2026, 7, 2, 5, 6, 7).getTime() / 1000);

  test.each([
    [DEFAULT_KEY_TEMPLATE, `img/2026/08/${sha256.slice(0, 16)}.png`],
    ['{name}.{ext}', 'My-Photo.png'],
    ['{name:2}.{ext}', 'My.png'],
    ['{name:3}.{ext}', 'My.png'],
    ['{year}-{month}-{day}T{hour}{minute}{second}{ms}', '2026-08-02T050607089'],
    ['{year:2}', '26'],
    ['{timestamp}', String(seconds)],
    ['{timestampMs}', `${seconds}089`],
    ['{hash}', sha256],
    ['{hash:64}', sha256],
    ['{hash:1}', sha256.slice(0, 1)],
    ['{hash:0,2}/{hash:2,4}', `${sha256.slice(0, 2)}/${sha256.slice(2, 6)}`],
    ['{md5}', md5],
    ['{md5:16}', md5.slice(0, 16)],
    ['{md5:28,4}', md5.slice(28)],
    ['{uuid}', '00000000-0000-4000-8000-000000000001'],
    ['{random}', '00000001'],
    ['{random:3}-{random:3}', '001-002'],
    ['{note}/{name}', 'Day-1/My-Photo'],
    ['a/{noteDir}/{name}', 'a/Travel/Sea-side/My-Photo'],
    ['{noteDir:1}/{name}', 'Sea-side/My-Photo'],
    ['{width}x{height}', '7x5'],
    ['{profile}', 'blog'],
    ['图/{name}.{ext}', '图/My-Photo.png'],
    ['cafe\u0301/{name}', 'caf\u00e9/My-Photo'],
  ])('%s gives %s', async (source, expected) => {
    expect(await keyOf(source)).toBe(expected);
  });

  test.each([undefined, '', '🖼', '...'])('a picture called %j is called image', async (stem) => {
    expect(await keyOf('{name}.{ext}', { stem })).toBe('image.png');
  });

  test.each([
    ['note.md', '{noteDir}/{note}/x', 'note/x'],
    ['note.md', 'a/{noteDir}/x', 'a/x'],
    ['', 'a/{noteDir}/{note}/x', 'a/note/x'],
    ['v1.2/release notes.canvas', '{noteDir}/{note}', 'v1.2/release-notes'],
    ['../../up/n.md', 'a/{noteDir}/x', 'a/up/x'],
    ['C:\\Notes\\n.md', 'a/{noteDir}/{note}', 'a/C/Notes/n'],
    ['.hidden', '{note}', 'hidden'],
  ])('note %j in %s gives %s', async (notePath, source, expected) => {
    expect(await keyOf(source, { notePath })).toBe(expected);
  });

  test('a size that cannot be told is an issue that names the variable', async () => {
    const image = { stem: 'a', extension: 'svg', contentType: 'image/svg+xml', bytes: new Uint8Array(1) };
    const rendered = await templateOf('{width}.{ext}').render(contextOf({ image }));
    expect(rendered.ok ? [] : told(rendered.issues)).toEqual([
      { field: 'keyTemplate', problem: '{width} cannot be told for this image' },
    ]);
  });

  test('what a template does not ask for is never computed', async () => {
    const never = () => Promise.reject(new Error('computed'));
    expect(await keyOf('{name}', { sha256: never, md5: never })).toBe('My-Photo');
  });

  test('the pattern has everything filled in but time and chance', async () => {
    const source = '{year}/{noteDir}/{name}-{random:4}-{hash:4}.{ext}';
    const rendered = await templateOf(source).render(contextOf());
    expect(rendered.ok && rendered.value.pattern).toBe(
      `{year}/Travel/Sea-side/My-Photo-{random:4}-${sha256.slice(0, 4)}.png`,
    );
  });

  test('the pattern of a template without time and chance is the key', async () => {
    const rendered = await templateOf('{noteDir}/{hash}').render(contextOf({ notePath: 'n.md' }));
    expect(rendered.ok && rendered.value.pattern).toBe(rendered.ok && rendered.value.key);
  });
});

describe('what is refused when the template is written', () => {
  test.each([
    ['', 'must not be empty'],
    ['{yaer}/{name}', 'unknown variable {yaer}; did you mean {year}?'],
    ['{Hash}', 'unknown variable {Hash}; did you mean {hash}?'],
    ['{timestampMS}', 'did you mean {timestampMs}?'],
    ['{zzz}', 'unknown variable {zzz}; known are name, ext, year'],
    ['{}', 'unknown variable {}; known are'],
    ['img//{name}', 'empty segment'],
    ['/img/{name}', 'must not start with "/": write "img/{name}"'],
    ['img/{name}/', 'must end with a file name'],
    ['../{name}', '".."'],
    ['a/../{name}', '".."'],
    ['a/./{name}', '".."'],
    ['a\\{name}', 'backslashes'],
    ['a\n{name}', 'control characters'],
    ['x'.repeat(1100), '1023 bytes'],
    ['\ud800{name}', 'well-formed'],
    ['img/{name', '"{name" has no closing "}"'],
    ['img/{a{name}', 'has no closing "}"'],
    ['img/name}', '"}" without its opening'],
    ['{{name}}', 'single braces'],
    ['$'.concat('{name}'), 'write {name}'],
    ['{name:0}', '{name:N} needs a whole number from 1 to 120, not "0"'],
    ['{hash:65}', '1 to 64'],
    ['{hash:x}', 'not "x"'],
    ['{hash:}', 'not ""'],
    ['{hash:60,5}', 'within 64 digits'],
    ['{hash:2,0}', 'within 64 digits'],
    ['{hash:a,4}', 'within 64 digits'],
    ['{md5:33}', '1 to 32'],
    ['{random:2,3}', '{random:N} needs a whole number from 1 to 32, not "2,3"'],
    ['{random:33}', '1 to 32'],
    ['{ext:3}', '{ext} takes no argument: write {ext}'],
    ['{noteDir}', 'stand alone between slashes'],
    ['a-{noteDir}/x', 'stand alone between slashes'],
    ['a/{noteDir:2}', '{noteDir:2} must stand alone'],
  ])('%j: %s', (source, expected) => {
    expect(problemsOf(source).join('\n')).toContain(expected);
    expect(problemsOf(source)[0]).toMatch(/^keyTemplate: /);
  });

  test('every unknown variable is reported at once', () => {
    expect(problemsOf('{yaer}/{mnoth}/{nmae}')).toHaveLength(3);
  });
});

describe('whatever the image and the note are called', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('.', '/', '\\', '\0', ' ', '图', '%', '{', '}', 'a', ':'),
      maxLength: 300,
    }),
  );
  const source = fc.constantFrom(
    '{name}.{ext}',
    '{noteDir}/{note}/{name}-{hash:8}.{ext}',
    '{noteDir:3}/{name:4}',
    '{note}',
    '{profile}/{year}/{random}',
  );

  test('the key is a key and stays in the folder of its template', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, source, async (stem, notePath, profile, rest) => {
        const key = await keyOf(`safe/${rest}`, { stem, notePath, profile });
        expect(parseObjectKey(key).ok).toBe(true);
        expect(key.startsWith('safe/')).toBe(true);
        expect(key.split('/').length).toBeGreaterThanOrEqual(rest.split('/').length);
      }),
    );
  });

  test('rendering twice gives the same key', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, source, async (stem, notePath, rest) => {
        expect(await keyOf(rest, { stem, notePath })).toBe(await keyOf(rest, { stem, notePath }));
      }),
    );
  });

  test('a cut hash is a beginning of the hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 64 }), async (length) => {
        expect(await keyOf(`{hash:${length}}`)).toBe(sha256.slice(0, length));
      }),
    );
  });

  test('any text is a template or a list of issues, never a crash', async () => {
    const anyTemplate = fc.oneof(
      anyText,
      fc
        .array(fc.constantFrom('{', '}', '/', '.', 'hash', ':', '4', ',', '{name}', '{noteDir}', '$'))
        .map((p) => p.join('')),
    );
    await fc.assert(
      fc.asyncProperty(anyTemplate, async (text) => {
        const parsed = parseKeyTemplate(text);
        if (!parsed.ok) expect(parsed.issues.length).toBeGreaterThan(0);
        else expect((await parsed.value.render(contextOf())).ok).toBe(true);
      }),
    );
  });
});
