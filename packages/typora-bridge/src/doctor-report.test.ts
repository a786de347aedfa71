import { ImbedError, withoutProfile } from '@imbed/core';
import { describe, expect, it, test } from 'vitest';
import { doctorDocument, doctorText } from './doctor-report.ts';

test('the policy for missing rights is that of the profile that was looked at', () => {
  const results = [
    { check: 'list', status: 'warn', code: 'doctor/may-not-list', facts: {}, rights: ['delete'] },
  ] as const;
  const profile = { provider: 'minio', bucket: 'my-notes' } as const;
  expect(doctorText({ results, name: 'b', profile, config: 'two.json' }, 'en')).toContain(
    'imbed policy --profile b --config two.json --with delete,list\n',
  );
  expect(doctorText({ results, name: '博客', profile, config: undefined }, 'zh-CN')).toContain(
    'imbed policy --profile "博客" --with delete,list\n',
  );
});

describe('checks that wait for one that failed', () => {
  const results = withoutProfile(new ImbedError('config/not-found', { name: 'config.json' }));

  it.each([
    ['en', '- 25 checks wait for "Profile".'],
    ['zh-CN', '- 25 项检查要等“配置”通过后进行。'],
  ] as const)('are one line, so that the failure stays on the screen: %s', (locale, line) => {
    const lines = doctorText({ results }, locale).split('\n');
    expect(lines).toContain(line);
    expect(lines.length).toBeLessThan(8);
  });

  it('are all in the document for programs', () => {
    const { checks } = JSON.parse(doctorDocument({ results }, 'en'));
    expect(checks).toHaveLength(results.length);
  });
});
