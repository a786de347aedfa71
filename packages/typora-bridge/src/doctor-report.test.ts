import { expect, test } from 'vitest';
import { doctorText } from './doctor-report.ts';

const results = [
  { check: 'list', status: 'warn', code: 'doctor/may-not-list', facts: {}, rights: ['delete'] },
] as const;
const profile = { provider: 'minio', bucket: 'my-notes' } as const;

test('the policy for missing rights is that of the profile that was looked at', () => {
  expect(doctorText({ results, name: 'b', profile, config: 'two.json' }, 'en')).toContain(
    'imbed policy --profile b --config two.json --with delete,list\n',
  );
  expect(doctorText({ results, name: '博客', profile, config: undefined }, 'zh-CN')).toContain(
    'imbed policy --profile "博客" --with delete,list\n',
  );
});
