import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './host/page.ts';
import './host/dom.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { obsidianModule } from './host/obsidian-module.ts';

const root = join(import.meta.dirname, '..');
const folders: string[] = [];
let files: Readonly<Record<string, Buffer>> = {};

function build(): Readonly<Record<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-obsidian-'));
  folders.push(folder);
  execFileSync(process.execPath, ['build.mjs', folder], { cwd: root });
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

beforeAll(() => {
  files = build();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const mainJs = () => String(files['main.js']);

it('two builds of the same source are the same, byte for byte: the review compares them', () => {
  const again = build();
  for (const name of ['main.js', 'manifest.json', 'styles.css', 'THIRD-PARTY-LICENSES.txt'])
    expect(again[name]?.equals(files[name] ?? Buffer.of()), name).toBe(true);
});

it('the bundle asks for nothing but what Obsidian hands out on phones, too', () => {
  const asked = [...mainJs().matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
  expect([...new Set(asked)].sort()).toEqual([
    ...['@codemirror/commands', '@codemirror/state', '@codemirror/view', 'obsidian'],
  ]);
});

it('every member of Obsidian that the bundle uses is in the test host, so that no test passes without it', () => {
  const names = [...mainJs().matchAll(/(?<![\w$])([\w$]+)=require\("obsidian"\)/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  const used = names.flatMap((name) => {
    const member = new RegExp(`(?<![\\w$.])${name?.replaceAll('$', '\\$')}\\.([A-Za-z]+)`, 'g');
    return [...mainJs().matchAll(member)].map(([, found]) => found ?? '');
  });
  expect(new Set(used).size).toBeGreaterThan(10);
  const host = obsidianModule({
    ...{ platform: 'desktop', language: 'en', attachmentFolder: '/', useMarkdownLinks: false },
  });
  expect([...new Set(used)].filter((member) => !Object.hasOwn(host, member))).toEqual([]);
});

it('the regular expressions run on old phones, which know no lookbehind', () => {
  // One in text is compiled when it is used, and then yaml does without.
  expect(mainJs().match(/(?<!RegExp\("[^"\n]*)\(\?<[=!].{0,40}/g) ?? []).toEqual([]);
});

it('the manifest is as the directory of plugins wants it', () => {
  const manifest = JSON.parse(String(files['manifest.json']));
  expect(Object.keys(manifest).sort()).toEqual([
    ...['author', 'description', 'id', 'isDesktopOnly', 'minAppVersion', 'name', 'version'],
  ]);
  expect(manifest.id).toMatch(/^(?!.*obsidian)[a-z-]+(?<!plugin)$/);
  expect(manifest.name).not.toMatch(/obsidian|plugin/i);
  expect(manifest.description).toMatch(/^[A-Z][A-Za-z0-9\s.,!?'"-]{9,248}\.$/);
  expect(manifest.isDesktopOnly).toBe(false);
  expect(manifest).toEqual(JSON.parse(readFileSync(join(root, '../../manifest.json'), 'utf8')));
});
