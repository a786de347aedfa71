import { describe, expect, it } from 'vitest';
import { failureOf } from '../testing/credentials-test-tools.ts';
import { told } from '../testing/told-issues.ts';
import { nodeCredentials } from './credentials.ts';

const oss = {
  accessKeyId: 'OSS_ACCESS_KEY_ID',
  secretAccessKey: 'OSS_ACCESS_KEY_SECRET',
  sessionToken: 'OSS_SESSION_TOKEN',
};
const alibaba = {
  accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
  secretAccessKey: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
};
const aws = {
  AWS_ACCESS_KEY_ID: 'aws-id',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  AWS_SESSION_TOKEN: 'aws-token',
};
const awsCredentials = { accessKeyId: 'aws-id', secretAccessKey: 'aws-secret', sessionToken: 'aws-token' };

describe('credentials from the environment', () => {
  const from = (env: Readonly<Record<string, string>>) =>
    nodeCredentials({ source: 'env' }, [oss, alibaba], env);

  it.each([
    [
      "the provider's customary names come first",
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', ...aws },
      { accessKeyId: 'id', secretAccessKey: 's' },
    ],
    [
      'in their order',
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'b',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bs',
        OSS_ACCESS_KEY_ID: 'a',
        OSS_ACCESS_KEY_SECRET: 'as',
      },
      { accessKeyId: 'a', secretAccessKey: 'as' },
    ],
    [
      'with their session token',
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', OSS_SESSION_TOKEN: 't' },
      { accessKeyId: 'id', secretAccessKey: 's', sessionToken: 't' },
    ],
    [
      'an empty session token is none',
      { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 's', OSS_SESSION_TOKEN: '' },
      { accessKeyId: 'id', secretAccessKey: 's' },
    ],
    ['half a pair is passed over', { OSS_ACCESS_KEY_ID: 'id', ...aws }, awsCredentials],
    ['an empty half as well', { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: '', ...aws }, awsCredentials],
    [
      'no pair gets the session token of another',
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'b',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bs',
        OSS_SESSION_TOKEN: 'a',
        AWS_SESSION_TOKEN: 'c',
      },
      { accessKeyId: 'b', secretAccessKey: 'bs' },
    ],
    ['and AWS names are the last resort', aws, awsCredentials],
  ])('%s', async (_, env, expected) => {
    expect(await from(env)()).toEqual(expected);
  });

  it('name every variable that was looked for when there are none', async () => {
    const { facts } = await failureOf(from({ OSS_ACCESS_KEY_ID: 'half-a-pair' }));
    expect(told(facts.issues)).toEqual([
      {
        field: 'credentials.source',
        problem:
          'set these environment variables: OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, ' +
          'or ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, ' +
          'or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      },
    ]);
  });

  it('name a pair once when the provider is AWS itself', async () => {
    const names = { accessKeyId: 'AWS_ACCESS_KEY_ID', secretAccessKey: 'AWS_SECRET_ACCESS_KEY' };
    const { facts } = await failureOf(nodeCredentials({ source: 'env' }, [names], {}));
    expect(told(facts.issues)[0]?.problem).toBe(
      'set these environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  });
});

describe('credentials in the configuration', () => {
  it('are given as they stand', async () => {
    const keys = { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' };
    expect(await nodeCredentials({ source: 'inline', ...keys }, [], {})()).toEqual(keys);
  });

  it.each([
    [{ accessKeyId: '', secretAccessKey: 'private' }, 'credentials.accessKeyId'],
    [{ accessKeyId: 'id', secretAccessKey: '' }, 'credentials.secretAccessKey'],
  ])('are refused by the field that is empty', async (keys, field) => {
    const { facts, message } = await failureOf(nodeCredentials({ source: 'inline', ...keys }, [], {}));
    expect(facts.issues?.[0]?.field).toBe(field);
    expect(message).not.toContain('private');
  });
});
