import { describe, expect, it } from 'vitest';
import { importProfiles } from '../imports/import-profiles.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import type { ConfigIssue } from '../parse-result.ts';
import { problemOf } from '../problems.ts';
import { checkConfig } from '../settings/check-settings.ts';
import { problemText } from './problem-text.ts';
import { problemsZhCn } from './problems-zh-cn.ts';

/** One of everything that words may ask for. */
const facts = {
  known: ['a', 'b'],
  meant: 'a',
  min: 1,
  max: 2,
  unit: 'bytes',
  text: { en: 'English', zh: '中文', toString: () => 'text' },
  store: { en: 'Store', zh: '存储' },
  others: ['a'],
  pairs: [['ID', 'SECRET']],
  issues: [{ field: 'bucket', ...problemOf('empty') }],
  names: ['a'],
  words: ['a'],
};

it('every code has words in Chinese, with nothing left open', () => {
  for (const [code, words] of Object.entries(problemsZhCn)) {
    const text = (words as (known: unknown) => string)(new Proxy(facts, { get: factOf }));
    expect([code, text]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
    expect(text).not.toMatch(/undefined|\[object|[a-z] must |[。.]$/);
  }
});

function factOf(target: typeof facts, name: string): unknown {
  return Reflect.get(target, name) ?? 'x';
}

function chinese(value: unknown): readonly string[] {
  const checked = checkConfig(value);
  const issues: readonly ConfigIssue[] = checked.ok ? [] : checked.issues;
  return issues.map((issue) => `${issue.field}：${problemText(issue, 'zh-CN')}`);
}

describe('a mistake in a configuration, in Chinese', () => {
  const blog = { provider: 'aliyun-oss', bucket: 'my-notes' };

  it.each([
    [{ profiles: { p: blog, s: blog } }, 'defaultProfile：缺失；请从 p、s 中选择一个'],
    [{ profiles: { p: { ...blog, bukcet: 'x' } } }, 'profiles.p.bukcet：不是设置项；是否想写“bucket”？'],
    [{ profiles: { p: { ...blog, bucket: 'x' } } }, 'profiles.p.bucket：长度必须为 3 到 63 个字符'],
    [
      { profiles: { p: { ...blog, publicBaseUrl: 'ftp://x' } } },
      'profiles.p.publicBaseUrl：必须以 https:// 或 http:// 开头',
    ],
    [
      { profiles: { p: { ...blog, provider: 'tencent-cos' } } },
      'profiles.p.bucket：必须以账号的 APPID 结尾，例如 my-notes-1250000000',
    ],
    [
      { profiles: { p: { ...blog, keyTemplate: '{hsh}' } } },
      'profiles.p.keyTemplate：没有变量 {hsh}；是否想写 {hash}？',
    ],
    [
      { profiles: { p: { ...blog, keyTemplate: 'a\\b' } } },
      'profiles.p.keyTemplate：不能含有控制字符或反斜杠',
    ],
  ])('%j', (value, told) => {
    expect(chinese(value)).toContain(told);
  });
});

it('what an import leaves out is told in Chinese, mistakes inside of it as well', () => {
  const text = JSON.stringify({
    picBed: { smms: { token: 'x' }, aliyun: { bucket: 'b', area: 'x', path: '{no}/' } },
  });
  const imported = importProfiles('picgo', text);
  const notes = imported.ok ? imported.value.notes : [];
  const told = notes.map((note) => problemText(note, 'zh-CN'));
  expect(told).toContain('不是支持 S3 的存储，Imbed 无法使用');
  expect(told).toContainEqual(expect.stringContaining('{no} 没有对应的变量'));
  expect(told.join('')).not.toMatch(/must|counterpart|left out/);
});

it('a note of a host has words of its own', () => {
  const template = parseKeyTemplate('');
  const [issue] = template.ok ? [] : template.issues;
  expect(issue && problemText(issue, 'en')).toBe('must not be empty');
  expect(problemText({ problem: 'own words' }, 'zh-CN')).toBe('own words');
});
