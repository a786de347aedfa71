import { expect, test } from 'vitest';
import { withPublicStatement } from './public-policy.ts';

const where = { bucket: 'my-notes', region: 'us-east-1', folder: 'img' };

test('a bucket without a policy gets one that opens the folder and nothing else', () => {
  expect(JSON.parse(withPublicStatement(undefined, where) ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ImbedPublicRead696d67',
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::my-notes/img/*'],
      },
    ],
  });
});

test('what a policy says already stays, a single statement that is no list included', () => {
  const mine = { Sid: 'Mine', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
  const before = JSON.stringify({ Version: '2008-10-17', Id: 'x', Statement: mine });
  expect(JSON.parse(withPublicStatement(before, where) ?? '')).toMatchObject({
    Version: '2008-10-17',
    Id: 'x',
    Statement: [mine, { Sid: 'ImbedPublicRead696d67' }],
  });
});

test('a second time there is nothing to add, for another folder there is', () => {
  const once = withPublicStatement(undefined, where);
  expect(withPublicStatement(once, where)).toBeUndefined();
  expect(withPublicStatement(once, { ...where, folder: '' })).toContain('"arn:aws:s3:::my-notes/*"');
});

test.each([{ AWS: '*' }, { AWS: ['*'] }])(
  'the same statement as a store writes it, for %j, is the same',
  (Principal) => {
    const [own] = JSON.parse(withPublicStatement(undefined, where) ?? '').Statement;
    const Statement = [{ ...own, Sid: '', Principal, Action: 's3:GetObject', Resource: own.Resource[0] }];
    expect(withPublicStatement(JSON.stringify({ Statement }), where)).toBeUndefined();
  },
);

test.each([
  { Effect: 'Deny' },
  { Resource: ['arn:aws:s3:::my-notes/other/*'] },
  { Principal: { AWS: 'arn:aws:iam::1:root' } },
  { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
])('its own statement that somebody changed to %j is not taken for what was asked', (change) => {
  const [own] = JSON.parse(withPublicStatement(undefined, where) ?? '').Statement;
  const edited = JSON.stringify({ Statement: [{ ...own, ...change }] });
  expect(() => withPublicStatement(edited, where)).toThrow(
    expect.objectContaining({ code: 'bucket/edited-statement' }),
  );
});

test('in China the names of resources begin otherwise', () => {
  expect(withPublicStatement(undefined, { ...where, region: 'cn-north-1' })).toContain('arn:aws-cn:s3:::');
});

test('a policy that cannot be read is left alone', () => {
  expect(() => withPublicStatement('<Policy>', where)).toThrow(
    expect.objectContaining({ code: 'store/rejected' }),
  );
});

test('a folder whose name would open others is not opened', () => {
  for (const folder of ['i*', 'a?c', `\${x}`])
    expect(() => withPublicStatement(undefined, { ...where, folder })).toThrow(
      expect.objectContaining({ code: 'bucket/wildcards' }),
    );
});
