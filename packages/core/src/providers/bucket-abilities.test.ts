import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type BucketAbilities, bucketAbilities } from './bucket-abilities.ts';
import { providers } from './index.ts';
import { openProviderIds } from './provider-id.ts';

const page = readFileSync(new URL('../../../../docs/setup.md', import.meta.url), 'utf8');

/** The beginning of what the page says of a store. */
const told: Readonly<Record<NonNullable<BucketAbilities['publicRead']> | 'none', string>> = {
  policy: 'a policy of the bucket lets everybody read below the folder',
  acl: 'the ACL of the bucket lets everybody read all that is in it',
  'object-acl': 'each image is stored with an ACL of its own',
  none: 'nothing: ',
};

test.each(openProviderIds)('the page about setting up says how far %s opens a bucket', (id) => {
  const rows = page.split('\n').filter((line) => /^\| .* \| .* \|$/.test(line));
  const row = rows.find((line) => (line.split(' | ')[0] ?? '').includes(providers[id].name.en)) ?? '';
  expect(row).toContain(`| ${told[bucketAbilities(id).publicRead ?? 'none']}`);
});
