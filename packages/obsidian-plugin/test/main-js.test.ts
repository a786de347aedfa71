import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import './host/page.ts';
import './host/dom.ts';
import { codesOnComputers, findingsOnComputers, mistakesOnComputers } from '@imbed/core/testing';
import { afterAll, expect, inject, it } from 'vitest';
import { buildPlugin } from './built.ts';
import { obsidianModule } from './host/obsidian-module.ts';

const root = join(import.meta.dirname, '..');
const built = inject('builtPlugin');
const fileIn = (folder: string, name: string) => readFileSync(join(folder, name));
const again = buildPlugin();
afterAll(() => rmSync(again, { recursive: true }));

const mainJs = () => String(fileIn(built, 'main.js'));

it('two builds of the same source are the same, byte for byte: the review compares them', () => {
  for (const name of ['main.js', 'manifest.json', 'styles.css', 'THIRD-PARTY-LICENSES.txt'])
    expect(fileIn(again, name).equals(fileIn(built, name)), name).toBe(true);
});

it('the bundle asks for nothing but what Obsidian hands out on phones, too', () => {
  const asked = [...mainJs().matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
  expect([...new Set(asked)].sort()).toEqual([
    ...['@codemirror/commands', '@codemirror/state', '@codemirror/view', '@lezer/common', 'obsidian'],
  ]);
});

it('every member of Obsidian that the bundle uses is in the test host, so that no test passes without it', () => {
  const names = [...mainJs().matchAll(/(?<![\w$])([\w$]+)=require\("obsidian"\)/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  const used = names.flatMap((name) => {
    const member = new RegExp(`(?<![\\w$.])${name?.replaceAll('$', '\\$')}\\.([A-Za-z]+)`, 'g');
    return [...mainJs().matchAll(member)].map(([, found]) => found ?? '');
  });
  const host = obsidianModule({
    ...{ platform: 'desktop', language: 'en', attachmentFolder: '/', useMarkdownLinks: false },
  });
  // A minified name may be that of a variable as well, whose members are none of Obsidian's.
  const types = readFileSync(join(root, 'node_modules/obsidian/obsidian.d.ts'), 'utf8');
  const declaration = /^export (?:declare )?(?:abstract )?(?:class|function|const|let) (\w+)/gm;
  const declared = new Set([...types.matchAll(declaration)].map(([, name]) => name));
  const ofObsidian = [...new Set(used)].filter((member) => declared.has(member));
  expect(ofObsidian.length).toBeGreaterThan(20);
  expect(ofObsidian.filter((member) => !Object.hasOwn(host, member))).toEqual([]);
});

it('nothing is raised that has no words here: those for computers only are left out', () => {
  const raised = (code: string) => mainJs().split(`"${code}"`).length - 1;
  expect(raised('store/key-taken')).toBeGreaterThan(3);
  // Once in the list of all codes.
  expect(codesOnComputers.filter((code) => raised(code) > 1)).toEqual([]);
  const others = Object.keys({ ...findingsOnComputers, ...mistakesOnComputers });
  expect(others.filter((code) => raised(code) > 0)).toEqual([]);
  expect([raised('doctor/not-public'), raised('bucket-alone')]).not.toContain(0);
});

it('of the Markdown parser there is what reads images, and nothing of what Imbed never asks it for', () => {
  expect(mainJs()).toContain('"FencedCode"');
  for (const name of ['"Table"', '"TaskList"', '"Strikethrough"', '"Emoji"'])
    expect(mainJs()).not.toContain(name);
});

it('the regular expressions run on old phones, which know no lookbehind', () => {
  // One in text is compiled when it is used, and then yaml does without.
  expect(mainJs().match(/(?<!RegExp\("[^"\n]*)\(\?<[=!].{0,40}/g) ?? []).toEqual([]);
});

it('the manifest is as the directory of plugins wants it', () => {
  const manifest = JSON.parse(String(fileIn(built, 'manifest.json')));
  expect(Object.keys(manifest).sort()).toEqual([
    ...['author', 'description', 'id', 'isDesktopOnly', 'minAppVersion', 'name', 'version'],
  ]);
  expect(manifest.id).toMatch(/^(?!.*obsidian)[a-z-]+(?<!plugin)$/);
  expect(manifest.name).not.toMatch(/obsidian|plugin/i);
  expect(manifest.description).toMatch(/^[A-Z][A-Za-z0-9\s.,!?'"-]{9,248}\.$/);
  expect(manifest.isDesktopOnly).toBe(false);
  expect(manifest).toEqual(JSON.parse(readFileSync(join(root, '../../manifest.json'), 'utf8')));
});
