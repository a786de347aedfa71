import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

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

it('every word in the manifest is there in both languages', () => {
  const used = [...read('package.json').matchAll(/"%([^"%]+)%"/g)].map(([, word]) => word).sort();
  for (const file of ['package.nls.json', 'package.nls.zh-cn.json'])
    expect(Object.keys(JSON.parse(read(file))).sort()).toEqual(used);
});

it('the command has the title that people look for', () => {
  expect(JSON.parse(read('package.nls.json'))['command.uploadImage']).toBe('Upload image to OSS');
  expect(JSON.parse(read('package.nls.zh-cn.json'))['command.uploadImage']).toBe('上传图片到 OSS');
});
