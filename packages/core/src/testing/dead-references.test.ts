import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { referencesThatDoNotResolve } from './dead-references.ts';
import { copyCorpus, writeInto } from './note-corpus.ts';
import { corpusDeadTargets } from './note-corpus-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isReachable = (url: string) => /^https:\/\/(img\.example\.com|pics\.example\.org)\/(?!gone)/.test(url);
const dead = () => referencesThatDoNotResolve(folder, isReachable);
const knownDead = corpusDeadTargets.map((target) => ({ note: '杂/失效的图.md', target }));

describe('references that do not resolve', () => {
  test('are in the corpus those that are dead on purpose', async () => {
    copyCorpus(folder);
    expect(await dead()).toEqual(knownDead);
  });

  test('are those whose file is gone, in every syntax', async () => {
    copyCorpus(folder);
    for (const lost of ['01 日记/附件/晚霞.png', '技术/assets/架构.png', 'blog-hugo/static/img/a.png'])
      rmSync(join(folder, lost));
    rmSync(join(folder, 'images/港口 (1).png'));
    const added = (await dead()).filter(({ note }) => note !== '杂/失效的图.md');
    expect(added).toEqual([
      { note: '01 日记/2026-11-03 周二.md', target: '港口 (1).png' },
      { note: '01 日记/2026-11-03 周二.md', target: '附件/晚霞.png' },
      { note: '01 日记/2026-11-04 周三.md', target: '港口 (1).png' },
      { note: '01 日记/2026-11-04 周三.md', target: '附件/晚霞.png' },
      { note: 'blog-hugo/content/posts/yaml.md', target: '/img/a.png' },
      { note: '技术/引用式图片.md', target: 'assets/架构.png' },
    ]);
  });

  test('are those whose URL is not reachable, asked for once', async () => {
    writeInto(folder, 'a.md', '![](https://h.example/a.png) ![](https://h.example/a.png)');
    writeInto(folder, 'b.md', '![](https://h.example/a.png) ![](//h.example/b.png)');
    const asked: string[] = [];
    const found = await referencesThatDoNotResolve(folder, (url) => asked.push(url) < 0);
    expect(found).toHaveLength(4);
    expect(asked).toEqual(['https://h.example/a.png', 'https://h.example/b.png']);
  });

  test('are looked for in notes, not in what is hidden', async () => {
    writeInto(folder, '.trash/a.md', '![](gone.png)');
    writeInto(folder, '.imbed/undo/b.md', '![](gone.png)');
    writeInto(folder, 'c.txt', '![](gone.png)');
    expect(await dead()).toEqual([]);
  });
});
