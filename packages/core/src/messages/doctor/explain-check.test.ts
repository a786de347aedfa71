import { describe, expect, test } from 'vitest';
import { type CheckResult, checkNames, doctorCodes } from '../../doctor/check.ts';
import { providers } from '../../providers/index.ts';
import { openProviderIds } from '../../providers/provider-id.ts';
import { defaultProfile } from '../../settings/defaults.ts';
import type { Profile } from '../../settings/profile.ts';
import { en } from './en.ts';
import { consoleSteps, explainCheck } from './explain-check.ts';
import type { Place, StorePlaces } from './places.ts';
import { chinesePlaces } from './places-chinese.ts';
import { selfHostedPlaces } from './places-self-hosted.ts';
import { worldwidePlaces } from './places-worldwide.ts';
import { policyCommandFor, policyCommandWith } from './policy-command.ts';
import { rights } from './rights.ts';
import { zhCn } from './zh-cn.ts';

/** All that is set right in the console of the store, or by its manual: each tells where that can be read. */
const mendedAtTheStore = [
  'store/access-denied',
  'store/no-such-bucket',
  'store/wrong-region',
  'store/path-style-forbidden',
  'store/public-endpoint-forbidden',
  'store/acl-not-supported',
  'store/checksum-not-supported',
  'doctor/may-not-read',
  'doctor/may-not-list',
  'doctor/may-not-send-parts',
  'doctor/multipart-refused',
  'doctor/presign-refused',
  'doctor/cannot-delete',
  'doctor/not-public',
  'doctor/public-not-found',
  'doctor/public-no-such-host',
  'doctor/public-refused',
  'doctor/public-address-refuses',
  'doctor/public-wrong-type',
  'doctor/public-http',
  'doctor/forced-download',
  'doctor/cache-changed',
  'doctor/hotlink-refused',
  'doctor/empty-referer-refused',
  'doctor/cors-missing',
  'doctor/etag-hidden',
] as const;

const failed: CheckResult = {
  check: 'public',
  status: 'fail',
  code: 'doctor/not-public',
  facts: { host: 'img.example.com', status: 403 },
};

test.each(openProviderIds)(
  'where rules of expiry are made at %s is said alike in both languages',
  (provider) => {
    const [english, chinese] = [
      consoleSteps('lifecycle', provider, 'en'),
      consoleSteps('lifecycle', provider, 'zh-CN'),
    ];
    expect(Object.keys(english)).toEqual(Object.keys(chinese));
    expect(english.link).toMatch(/^https:/);
    expect(`${chinese.where ?? '在'}${chinese.hint ?? '在'}`).toMatch(/\p{Script=Han}/u);
  },
);

describe('words', () => {
  test.each(checkNames)('%s has a title of its own in both languages', (check) => {
    expect(en.titles[check]).toMatch(/^\p{Lu}/u);
    expect(Object.values(zhCn.titles).filter((title) => title === zhCn.titles[check])).toHaveLength(1);
  });

  test.each(doctorCodes.filter((code) => code !== 'doctor/ok' && code !== 'doctor/needs'))(
    '%s is told in whole sentences, with or without facts',
    (code) => {
      const facts = { host: 'h.example.com', detail: 'd', key: 'k.png', seconds: 200, status: 403 };
      for (const known of [facts, {}]) {
        const result = { check: 'put', status: 'warn', code, facts: known } as const;
        const english = explainCheck(result, 'minio', 'en');
        const chinese = explainCheck(result, 'minio', 'zh-CN');
        expect(english.message).toMatch(/[.?]$/);
        expect(english.hint).toMatch(/^$|\.$/);
        expect(chinese.message).toMatch(/[。？]$/);
        expect(chinese.message).toMatch(/\p{Script=Han}/u);
        expect(`${english.message}${english.hint}${chinese.message}${chinese.hint}`).not.toMatch(/undefined/);
        expect(english.hint === '').toBe(chinese.hint === '');
      }
    },
  );

  test('of what passed are a title and the evidence alone', () => {
    const result = {
      check: 'dns',
      status: 'pass',
      code: 'doctor/ok',
      facts: { detail: '203.0.113.7' },
    } as const;
    expect(explainCheck(result, 'minio', 'en')).toEqual({
      title: 'Address of the store (DNS)',
      detail: '203.0.113.7',
      message: '',
      hint: '',
    });
  });

  test('of what was skipped name the check that failed', () => {
    const result = {
      check: 'type',
      status: 'skipped',
      code: 'doctor/needs',
      because: 'put',
      facts: {},
    } as const;
    expect(explainCheck(result, undefined, 'en').message).toBe('"Put a test picture" has to pass first.');
    expect(explainCheck(result, undefined, 'zh-CN').message).toBe('需要“上传测试图片”先通过。');
  });

  test('of an error are those that it has everywhere, with the place at the store', () => {
    const result = {
      check: 'put',
      status: 'fail',
      code: 'store/access-denied',
      facts: { bucket: 'b' },
    } as const;
    const words = explainCheck(result, 'aws-s3', 'en');
    expect(words.message).toContain('denied access to the bucket "b"');
    expect(words.where).toContain('IAM console');
  });
});

describe('the place to mend it', () => {
  test('is in the words of the console, in the language of the reader', () => {
    expect(explainCheck(failed, 'tencent-cos', 'en').where).toContain('Public Read/Private Write');
    expect(explainCheck(failed, 'tencent-cos', 'zh-CN').where).toContain('公有读私有写');
  });

  test('is given as steps through a console only beside the page that shows them', () => {
    const stores: readonly StorePlaces[] = Object.values({
      ...chinesePlaces,
      ...worldwidePlaces,
      ...selfHostedPlaces,
    });
    const places = stores.flatMap((topics): readonly Place[] => Object.values(topics));
    expect(places.length).toBeGreaterThan(40);
    const unsourced = places.filter(
      ({ where, link }) => /[>]/.test(`${where?.en}${where?.zh}`) && link === undefined,
    );
    expect(unsourced).toEqual([]);
  });

  test('for a right that is missing comes with the command that prints a policy', () => {
    const denied = { ...failed, check: 'list', code: 'doctor/may-not-list' } as const;
    const ask = policyCommandWith('imbed policy', { profile: 'my notes', config: '' });
    expect(explainCheck(denied, 'aliyun-oss', 'en', ask).hint).toMatch(
      /imbed policy --profile "my notes" --with list$/,
    );
    expect(explainCheck({ ...denied, code: 'store/access-denied' }, 'minio', 'zh-CN', ask).hint).toMatch(
      /imbed policy --profile "my notes"$/,
    );
    expect(explainCheck(denied, 'qiniu-kodo', 'en', ask).hint).not.toContain('imbed policy');
    expect(explainCheck(denied, 'aliyun-oss', 'en').hint).not.toContain('imbed policy');
  });

  test('asks for the rights that the keys have beside the one that is missing', () => {
    const ask = policyCommandWith('imbed policy', {});
    const denied = { ...failed, check: 'list', code: 'doctor/may-not-list', rights: ['delete'] } as const;
    expect(explainCheck(denied, 'aliyun-oss', 'en', ask).hint).toMatch(/imbed policy --with delete,list$/);
  });

  test('names, where the command need not know the profile, all that the policy hangs on', () => {
    const profile: Profile = {
      ...{ ...defaultProfile, provider: 'tencent-cos', bucket: 'my-notes-1250000000' },
      ...{ region: 'ap-guangzhou', keyTemplate: '笔记/{hash}.{ext}', acl: 'public-read' },
    };
    const line = policyCommandFor('npx imbed', 'blog', profile)(['list']);
    expect(line).toBe(
      'npx imbed policy --provider tencent-cos --bucket my-notes-1250000000 --region ap-guangzhou' +
        ' --prefix "笔记" --acl public-read --with list',
    );
    expect(policyCommandFor('imbed', 'blog', { ...profile, keyTemplate: '{hash}.{ext}' })([])).toContain(
      '--prefix / ',
    );
  });

  test('may need advice of its own, which takes the place of the general one', () => {
    expect(explainCheck(failed, 'digitalocean-spaces', 'en').hint).toContain('acl to "public-read"');
    expect(explainCheck(failed, 'garage', 'zh-CN').hint).toContain('garage bucket website --allow');
  });

  test.each(openProviderIds)('%s links to pages that can be read', (provider) => {
    for (const code of mendedAtTheStore) {
      const { link, hint } = explainCheck({ ...failed, code }, provider, 'en');
      expect(hint).not.toBe('');
      if (provider !== 'custom') expect(link ?? '').toMatch(/^https:\/\/\S+$/);
      expect(link).not.toBe('');
    }
    expect(providers[provider].docsUrl).toMatch(/^https:/);
  });

  test.each(['minio', 'ceph-rgw'] as const)(
    'of %s is a page about it, and not the front page',
    (provider) => {
      for (const code of ['store/access-denied', 'store/no-such-bucket', 'doctor/not-public'] as const)
        expect(explainCheck({ ...failed, code }, provider, 'en').link).not.toBe(providers[provider].docsUrl);
    },
  );

  test('of a store that has closed, or none, is left out', () => {
    expect(explainCheck(failed, 'meituan-mss', 'en').where).toBeUndefined();
    expect(explainCheck(failed, undefined, 'en').link).toBeUndefined();
  });
});

test.each([
  [{ provider: 'aliyun-oss' }, 'oss:ListObjects'],
  [{ provider: 'tencent-cos' }, 'name/cos:GetBucket'],
  [{ provider: 'minio' }, 's3:ListBucket'],
])('rights have the names that %o gives them', (facts, list) => {
  expect(rights(facts).list).toBe(list);
});
