import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { told } from '../testing/told-issues.ts';
import { parseFolderTemplate } from './folder-template.ts';
import type { TemplateContext } from './template-variables.ts';

function contextOf(notePath: string | undefined): TemplateContext {
  return {
    image: { stem: 'My Photo', extension: 'png', contentType: 'image/png', bytes: new Uint8Array() },
    ...(notePath === undefined ? {} : { notePath }),
    profile: 'blog',
    now: new Date(2026, 7, 2),
    random: createFixedRandom(),
    sha256: () => Promise.resolve('9f86d081'),
    md5: () => Promise.resolve('098f6bcd'),
  };
}

/** As a path: without `.` and doubled slashes. */
async function folderOf(template: string, notePath: string | undefined = '旅行/Sea side/Day 1.md') {
  const parsed = parseFolderTemplate(template);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const path = await parsed.value.render(contextOf(notePath));
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');
}

function problemOf(template: string): string | undefined {
  const parsed = parseFolderTemplate(template);
  return parsed.ok
    ? undefined
    : told(parsed.issues)
        .map(({ problem }) => problem)
        .join('; ');
}

describe('a folder template', () => {
  test.each([
    ['assets', '旅行/Sea side/assets'],
    ['./assets/', '旅行/Sea side/assets'],
    ['.', '旅行/Sea side'],
    ['./{note}.assets', '旅行/Sea side/Day 1.assets'],
    ['{note:3}', '旅行/Sea side/Day'],
    ['../img', '旅行/Sea side/../img'],
    ['/media/{year}/{month}', 'media/2026/08'],
    ['/', ''],
    ['{noteDir}/img/{year}', '旅行/Sea side/img/2026'],
    ['/attachments/{noteDir}', 'attachments/旅行/Sea side'],
    ['/attachments/{noteDir:1}/x', 'attachments/Sea side/x'],
    ['{profile}-{ext}/{hash:2}', '旅行/Sea side/blog-png/9f'],
  ])('%s is %s for a note in folders', async (template, expected) => {
    expect(await folderOf(template)).toBe(expected);
  });

  test.each([
    ['assets', 'note.md', 'assets'],
    ['{noteDir}/img', 'note.md', 'img'],
    ['{note}.assets', 'a.b.md', 'a.b.assets'],
    ['{note}', 'Ends with a dot..md', 'Ends with a dot'],
    ['{note}', 'no extension', 'no extension'],
  ])('%s for the note %s is %s', async (template, note, expected) => {
    expect(await folderOf(template, note)).toBe(expected);
  });

  test('without a note begins at the root', async () => {
    const parsed = parseFolderTemplate('{noteDir}/{note}.assets');
    expect(parsed.ok && (await parsed.value.render(contextOf(undefined)))).toBe('//note.assets');
  });

  test.each([
    ['', 'must not be empty'],
    ['img\\a', '"/" between folders'],
    ['C:/images', 'not to a drive'],
    ['a/.imbed/b', 'editors hide'],
    ['node_modules/x', 'editors hide'],
    ['what?', 'must not contain'],
    ['ab:c', 'must not contain'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Typora's
    ['./${filename}.assets', 'here it is {note}'],
    ['{nto}', 'known are'],
    ['{notes}', 'did you mean {note}?'],
    ['{random}', 'unknown variable {random}; known are'],
    ['x{noteDir}', 'must stand alone'],
    ['{note:0}', 'a whole number'],
    ['{note', 'no closing'],
  ])('%j is refused in words', (template, problem) => {
    expect(problemOf(template)).toContain(problem);
  });

  test('is never thrown at, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseFolderTemplate(text)));
  });
});
