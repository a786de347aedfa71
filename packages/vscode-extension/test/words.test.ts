import { readdirSync, readFileSync } from 'node:fs';
import { type ErrorCode, errorCodes, explain, ImbedError } from '@imbed/core';
import { codesOnComputers } from '@imbed/core/testing';
import { expect, it } from 'vitest';
import { publishedManifest } from '../scripts/manifest.ts';
import { hintsIn } from '../src/hints.ts';

const folder = new URL('../', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

it('every word in the sources has its Chinese, and no Chinese is left over', () => {
  const all = readdirSync(new URL('src/', folder), { recursive: true, encoding: 'utf8' });
  const sources = all.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const used = sources.flatMap((name) => [...read(`src/${name}`).matchAll(/l10n\.t\(\s*'([^']+)'/g)]);
  const words = [...new Set(used.map(([, word]) => word))].sort();
  expect(Object.keys(JSON.parse(read('l10n/bundle.l10n.zh-cn.json'))).sort()).toEqual(words);
});

const { manifest, words } = publishedManifest();

it('every word in the manifest is there in both languages', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, word]) => word);
  for (const [file, translated] of Object.entries(words))
    expect([file, Object.keys(translated).sort()]).toEqual([file, [...new Set(used)].sort()]);
});

it('every command that the words offer is one of the manifest or of VS Code', () => {
  const text = JSON.stringify(words);
  const offered = new Set([...text.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command));
  const known = [...JSON.stringify(manifest).matchAll(/"command":"([\w.]+)"/g)].map(([, command]) => command);
  const unknown = [...offered].filter((command) => !known.includes(command));
  expect(unknown).toEqual(['workbench.action.files.newUntitledFile']);
});

it('the command has the title that people look for', () => {
  expect(JSON.parse(read('package.nls.json'))['command.uploadImage']).toBe('Upload image to OSS');
  expect(JSON.parse(read('package.nls.zh-cn.json'))['command.uploadImage']).toBe('上传图片到 OSS');
});

it('a workspace that is not trusted does not turn off the question before a job', () => {
  const { capabilities } = JSON.parse(read('package.json'));
  expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toContain('imbed.jobs.preview');
});

it.each([
  ['en', 'package.nls.json', /"Imbed: ([^"]+)"/g],
  ['zh-CN', 'package.nls.zh-cn.json', /“Imbed: ([^”]+)”/g],
] as const)('every command that a hint names is in the palette (%s)', (locale, file, pattern) => {
  const titles = Object.values(JSON.parse(read(file)));
  const texts = Object.values(hintsIn(locale)).map((hint) => (typeof hint === 'function' ? hint({}) : hint));
  const named = texts.flatMap((text = '') => [...text.matchAll(pattern)].map(([, title]) => title));
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
});

it.each(['en', 'zh-CN'] as const)('no hint of the editor sends anybody to a terminal (%s)', (locale) => {
  const elsewhere: readonly ErrorCode[] = codesOnComputers;
  for (const code of errorCodes.filter((one) => !elsewhere.includes(one))) {
    const { hint } = explain(new ImbedError(code, { name: 'a' }), locale, hintsIn(locale));
    expect(hint).not.toMatch(/imbed [a-z]|--|npx|terminal|in the environment|终端|环境中/);
  }
});
