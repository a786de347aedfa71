import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkNames, doctorCodes } from './check.ts';

const page = readFileSync(new URL('../../../../docs/doctor.md', import.meta.url), 'utf8');

test('the page about the doctor has every check, in order', () => {
  const rows = [...page.matchAll(/^\| `([a-z]+)` \| [^|]+ \| [^|]*\| [^|]*\|$/gm)].map(([, name]) => name);
  expect(rows).toEqual(checkNames);
});

test.each(doctorCodes)('the page about the doctor tells of %s', (code) => {
  expect(page).toContain(`\`${code}\``);
});
