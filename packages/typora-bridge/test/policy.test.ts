import { describe, expect, it } from 'vitest';
import { createBench, expectRefusal, imbed } from './support.ts';

const nowhere = 'http://127.0.0.1:9';

describe('imbed policy', () => {
  it('is for the profile: its store, its bucket, the folder of its keys, its ACL', async () => {
    const bench = createBench('', {
      provider: 'aliyun-oss',
      addressing: 'auto',
      region: '',
      acl: 'public-read',
    });
    const run = await imbed(bench, ['policy', '--with', 'list, delete']);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('RAM console');
    const { Statement } = JSON.parse(run.stdout) as { readonly Statement: readonly unknown[] };
    expect(Statement).toMatchObject([
      {
        Action: expect.arrayContaining(['oss:PutObject', 'oss:PutObjectAcl', 'oss:DeleteObject']),
        Resource: ['acs:oss:*:*:my-notes/img/*'],
      },
      { Action: ['oss:ListObjects'], Condition: { StringLike: { 'oss:Prefix': ['img/*'] } } },
      { Action: ['oss:ListMultipartUploads'] },
    ]);
  });

  it('keeps open what a policy of the bucket opens, which another one would replace', async () => {
    const bench = createBench(nowhere, { provider: 'ceph-rgw' });
    const { stdout } = await imbed(bench, ['policy']);
    expect(stdout).toContain('"ImbedPublicRead696d67"');
    const other = await imbed(bench, ['policy', '--bucket', 'another']);
    expect([other.code, other.stdout.includes('ImbedPublicRead')]).toEqual([0, false]);
  });

  it('needs no configuration where the options say everything', async () => {
    const bench = createBench(nowhere);
    const args = [
      '--provider',
      'tencent-cos',
      '--bucket',
      'x-125',
      '--region',
      'ap-tokyo',
      '--prefix',
      '/笔记/',
    ];
    const run = await imbed(bench, ['policy', '--config', 'gone.json', ...args]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('"qcs::cos:ap-tokyo:uid/125:x-125/笔记/*"');
  });

  it('takes no bucket of one store for that of another', async () => {
    const run = await imbed(createBench(nowhere), ['policy', '--provider', 'aws-s3']);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('--bucket');
  });

  it('says what to do at stores that have none', async () => {
    const run = await imbed(createBench(nowhere), ['policy', '--provider', 'cloudflare-r2']);
    expect([run.code, run.stdout]).toEqual([1, '']);
    expect(run.stderr).toContain('Object Read & Write');
    const custom = await imbed(createBench(nowhere), ['policy']);
    expect([custom.code, custom.stdout]).toEqual([1, '']);
    expect(custom.stderr).toContain('limited to one bucket');
  });

  it('without a configuration says that there is none', async () => {
    expectRefusal(await imbed(createBench(nowhere), ['policy', '--config', 'gone.json']), 'config/not-found');
  });

  it.each([
    [['policy', '--with', 'delte'], 'did you mean delete?'],
    [['policy', '--with', 'everything'], 'there are delete, list, setup'],
    [['policy', '--provider', 'aws-s3', '--bucket', '*'], 'letters, digits'],
    [['policy', '--provider', 'aliyun-os'], 'did you mean aliyun-oss?'],
  ])('%j is misuse', async (args, reason) => {
    const run = await imbed(createBench(nowhere), args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(reason);
  });
});
