import { describe, expect, it } from 'vitest';
import type { OpenProviderId } from '../providers/provider-id.ts';
import { allows, statementsOf } from '../testing/policy-reader.ts';
import { accessPolicy, type PolicyRequest } from './access-policy.ts';
import {
  actionsFor,
  type ExtraRight,
  extraRights,
  type Operation,
  operations,
  operationsOf,
  type PolicyLanguage,
  policyLanguages,
  uploadOperations,
} from './operations.ts';
import { publicReadStatement } from './public-read.ts';

const everything = Object.keys(extraRights) as readonly ExtraRight[];
const stores = Object.keys(policyLanguages) as readonly OpenProviderId[];
const allOperations = Object.keys(operations) as readonly Operation[];

function request(provider: OpenProviderId, more: Partial<PolicyRequest> = {}): PolicyRequest {
  const bucket = provider === 'tencent-cos' ? 'my-notes-1250000000' : 'my-notes';
  const region = provider === 'tencent-cos' ? 'ap-guangzhou' : 'cn-hangzhou';
  return { provider, bucket, region, prefix: 'img', extra: [], acl: '', ...more };
}

function policyFor(asked: PolicyRequest) {
  const policy = accessPolicy(asked);
  if (policy === undefined) throw new Error(`no policy for ${asked.provider}`);
  return policy;
}

describe('the documents, as the stores take them', () => {
  it('RAM, for everything', () => {
    expect(policyFor(request('aliyun-oss', { extra: everything })).document).toEqual({
      Version: '1',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            'oss:PutObject',
            'oss:GetObject',
            'oss:AbortMultipartUpload',
            'oss:ListParts',
            'oss:DeleteObject',
          ],
          Resource: ['acs:oss:*:*:my-notes/img/*'],
        },
        {
          Effect: 'Allow',
          Action: ['oss:ListObjects'],
          Resource: ['acs:oss:*:*:my-notes'],
          Condition: { StringLike: { 'oss:Prefix': ['img/*'] } },
        },
        {
          Effect: 'Allow',
          Action: [
            'oss:ListMultipartUploads',
            'oss:GetBucketCors',
            'oss:PutBucketCors',
            'oss:GetBucketLifecycle',
            'oss:PutBucketLifecycle',
            'oss:PutBucket',
            'oss:PutBucketAcl',
          ],
          Resource: ['acs:oss:*:*:my-notes'],
        },
      ],
    });
  });

  it('IAM in China, with an ACL', () => {
    const asked = request('aws-s3', { region: 'cn-north-1', acl: 'public-read', extra: ['list'] });
    expect(policyFor(asked).document).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Objects',
          Effect: 'Allow',
          Action: [
            's3:PutObject',
            's3:GetObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
            's3:PutObjectAcl',
          ],
          Resource: 'arn:aws-cn:s3:::my-notes/img/*',
        },
        {
          Sid: 'ListFolder',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: 'arn:aws-cn:s3:::my-notes',
          Condition: { StringLike: { 's3:prefix': ['img/*', 'img/'] } },
        },
        {
          Sid: 'Bucket',
          Effect: 'Allow',
          Action: ['s3:ListBucketMultipartUploads'],
          Resource: 'arn:aws-cn:s3:::my-notes',
        },
      ],
    });
  });

  it('CAM, with the APPID out of the name of the bucket', () => {
    expect(policyFor(request('tencent-cos', { extra: ['list'] })).document).toMatchObject({
      version: '2.0',
      statement: [
        { resource: ['qcs::cos:ap-guangzhou:uid/1250000000:my-notes-1250000000/img/*'] },
        {
          action: ['name/cos:GetBucket'],
          resource: ['qcs::cos:ap-guangzhou:uid/1250000000:my-notes-1250000000/*'],
          condition: { string_like: { 'cos:prefix': ['img/*', 'img%2F*'] } },
        },
        { action: ['name/cos:ListMultipartUploads'] },
      ],
    });
  });

  it('policies of buckets name who they are for', () => {
    expect(policyFor(request('ceph-rgw')).document).toMatchObject({
      Statement: [
        { Principal: { AWS: ['arn:aws:iam:::user/USER'] }, Resource: 'arn:aws:s3:::my-notes/img/*' },
      ],
    });
    expect(policyFor(request('huawei-obs')).document).toMatchObject({
      Statement: [{ Principal: { ID: ['domain/ACCOUNT-ID:user/USER-ID'] }, Resource: ['my-notes/img/*'] }],
    });
  });

  it('a policy of the bucket, which replaces the one before, keeps open what was; others say nothing of it', () => {
    for (const provider of stores) {
      const { language, document } = policyFor(request(provider, { publicFolder: 'img' }));
      const open = statementsOf(document).filter(({ principal }) => principal === '*');
      const own = publicReadStatement({ bucket: 'my-notes', region: '', folder: 'img' });
      expect(open.map(({ sid, resource }) => [sid, resource])).toEqual(
        language === 's3-bucket' ? [[own.Sid, own.Resource]] : [],
      );
    }
  });

  it('without a folder the whole bucket is meant, and nothing is asked of lists', () => {
    for (const provider of stores) {
      const text = JSON.stringify(policyFor(request(provider, { prefix: '', extra: ['list'] })).document);
      expect(text).not.toMatch(/condition|\/\/|img/i);
      expect(text).toMatch(/my-notes(-1250000000)?\/\*/);
    }
  });

  it.each(['i*', 'a?c', `u/\${x}`])('a folder %s, which stands for others, too, gets none', (prefix) => {
    for (const provider of stores)
      expect(() => accessPolicy(request(provider, { prefix }))).toThrow(
        expect.objectContaining({ code: 'bucket/wildcards', facts: { name: prefix } }),
      );
  });

  it('a store whose policies are not known gets none', () => {
    expect(accessPolicy(request('cloudflare-r2'))).toBeUndefined();
  });
});

describe.each(stores)('a policy for %s', (provider) => {
  const language = policyLanguages[provider] as PolicyLanguage;
  const bucket = request(provider).bucket;

  it.each<[readonly ExtraRight[], string]>([
    [[], ''],
    [['delete'], ''],
    [['list'], ''],
    [['setup'], 'public-read'],
    [['create'], ''],
    [everything, 'public-read'],
  ])('with %j and the ACL "%s" allows each operation that it is for, and no other', (extra, acl) => {
    const { document } = policyFor(request(provider, { extra, acl }));
    const granted: readonly Operation[] = [...uploadOperations(acl), ...operationsOf(extra, provider)];
    for (const operation of allOperations) {
      const needed = actionsFor(operation, language);
      const where = operations[operation].on === 'objects' ? `${bucket}/img/2026/a.png` : bucket;
      const lists = operation === 'list' ? ['img/', 'img/2026/'] : [undefined];
      for (const action of needed)
        for (const listed of lists)
          expect(allows(document, action, where, listed), `${operation} ${listed}: ${action}`).toBe(
            granted.includes(operation),
          );
    }
  });

  it('allows nothing beside the folder, and nothing in another bucket', () => {
    const { document } = policyFor(request(provider, { extra: everything, acl: 'public-read' }));
    for (const operation of allOperations.filter((one) => operations[one].on === 'objects'))
      for (const action of actionsFor(operation, language))
        for (const where of [`${bucket}/private/a.png`, `${bucket}/imgs/a.png`, `other/img/a.png`])
          expect(allows(document, action, where)).toBe(false);
    for (const action of actionsFor('list', language)) {
      expect(allows(document, action, bucket, 'private/')).toBe(false);
      expect(allows(document, action, bucket, '')).toBe(false);
      expect(allows(document, action, 'other', 'img/')).toBe(false);
    }
  });

  it('names only actions of the table, none by a wildcard', () => {
    const { document } = policyFor(request(provider, { extra: everything, acl: 'public-read' }));
    const granted = [...uploadOperations('public-read'), ...operationsOf(everything, provider)];
    const known = new Set(granted.flatMap((operation) => actionsFor(operation, language)));
    const named = statementsOf(document).flatMap(({ action }) => action);
    expect(named.length).toBe(known.size);
    for (const action of named) expect(known).toContain(action);
  });
});
