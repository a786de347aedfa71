import { expect, test } from 'vitest';
import { configIssue, issue, ok } from '../parse-result.ts';
import { accepted } from './accepted.ts';

const issues = [configIssue('bucket', 'empty')];

test('what is right is handed on', () => {
  expect(accepted(ok(7), 'meituan-mss')).toBe(7);
});

test.each([
  [undefined, 'config/invalid', { issues }],
  ['aliyun-oss', 'config/invalid', { provider: 'aliyun-oss', issues }],
  ['meituan-mss', 'config/provider-closed', { provider: 'meituan-mss', issues }],
] as const)('what is wrong with a profile of %s is %s', (provider, code, facts) => {
  expect(() => accepted(issue('bucket', 'empty'), provider)).toThrow(
    expect.objectContaining({ code, facts }),
  );
});
