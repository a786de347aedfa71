import { expect, test } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { exampleLink } from './example-link.ts';

const ports = { digests: nodeDigests, random: createFixedRandom(), now: new Date('2026-03-04T05:06:07Z') };
const profile: Profile = { ...defaultProfile, provider: 'aliyun-oss', bucket: 'my-notes' };

test('the example shows the key that the template makes, and the address that readers would have', async () => {
  const keyTemplate = '{profile}/{note}/{name}-{year}.{ext}';
  expect(await exampleLink('blog', { ...profile, region: 'cn-hongkong', keyTemplate }, ports)).toEqual({
    ok: true,
    value: {
      key: 'blog/kyoto/screenshot-2026.png',
      url: 'https://my-notes.oss-cn-hongkong.aliyuncs.com/blog/kyoto/screenshot-2026.png',
    },
  });
});

test('while there is no store to speak of, the key alone is shown', async () => {
  const example = await exampleLink('blog', { ...profile, bucket: '', keyTemplate: 'a.{ext}' }, ports);
  expect(example).toEqual({ ok: true, value: { key: 'a.png', url: undefined } });
});

test('what is wrong with the template is said in place of an example', async () => {
  const example = await exampleLink('blog', { ...profile, keyTemplate: '{nmae}.{ext}' }, ports);
  expect(example).toMatchObject({ ok: false, issues: [{ field: 'keyTemplate' }] });
});
