import { expect, test } from 'vitest';
import type { HttpRequest } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import { systemClock } from '../node/system.ts';
import { resolved } from '../testing/resolve-in-tests.ts';
import { createScriptedTransport, type ScriptedReply } from '../testing/scripted-transport.ts';
import { openBucketAdmin } from './bucket-admin.ts';

const closed = { BlockPublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const open = { BlockPublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const own = {
  Sid: 'ImbedPublicRead696d67',
  Effect: 'Allow',
  Principal: '*',
  Action: ['s3:GetObject'],
  Resource: ['arn:aws:s3:::my-notes/img/*'],
};
const other = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: 'private/*' };
const denied: ScriptedReply = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };

interface Bucket {
  readonly policy: readonly object[];
  readonly block: Readonly<Record<string, boolean>> | undefined;
  /** The answer to a request where it is not the usual one; `nth` of its kind, from 0. */
  fault?(what: string, nth: number): ScriptedReply | undefined;
}

/** Opens `img` on an Amazon bucket, and tells what is left of it. */
async function opened({ policy, block, fault }: Bucket) {
  const now = { policy, block };
  const sent: string[] = [];
  const transport = createScriptedTransport(({ method, url, body }: HttpRequest): ScriptedReply => {
    const what = `${method} ${new URL(url).searchParams.has('policy') ? 'policy' : 'block'}`;
    const nth = sent.filter((one) => one === what).length;
    sent.push(what);
    const text = new TextDecoder().decode(body instanceof Uint8Array ? body : new Uint8Array());
    const wrong = fault?.(what, nth);
    if (wrong !== undefined) return wrong;
    if (what === 'PUT policy') now.policy = JSON.parse(text).Statement;
    if (what === 'PUT block') now.block = flagsIn(text);
    return {
      status: 200,
      body: what === 'GET policy' ? JSON.stringify({ Statement: now.policy }) : flagsOf(now.block),
    };
  });
  const store = resolved({ provider: 'aws-s3', region: 'us-east-1', bucket: 'my-notes' });
  const credentials = async () => ({ accessKeyId: 'AKIDEXAMPLE0123456789', secretAccessKey: 'secret' });
  const admin = await openBucketAdmin({
    store,
    credentials,
    transport,
    digests: nodeDigests,
    clock: systemClock,
  });
  const error = await admin.publishByPolicy('img').then(
    () => undefined,
    (reason: { readonly code: string }) => reason.code,
  );
  return { ...now, error, sent };
}

function flagsOf(block: Bucket['block'] = {}): string {
  const flags = Object.entries(block).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<PublicAccessBlockConfiguration>${flags.join('')}</PublicAccessBlockConfiguration>`;
}

function flagsIn(text: string): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    [...text.matchAll(/<(\w+)>(true|false)</g)].map(([, name, value]) => [name, value === 'true']),
  );
}

test('the block of policies is lifted for the folder, that of ACLs stays', async () => {
  expect(await opened({ policy: [], block: closed })).toMatchObject({
    policy: [own],
    block: open,
    error: undefined,
  });
});

test.each([{ AWS: '*' }, { AWS: ['arn:aws:iam::1:root', '*'] }, '*'])(
  'what another statement for %j opens stays held back by the block, and the bucket as it was',
  async (Principal) => {
    const policy = [{ ...other, Principal }];
    expect(await opened({ policy, block: closed })).toMatchObject({
      policy,
      block: closed,
      error: 'bucket/opens-more',
      sent: ['GET policy', 'GET block'],
    });
  },
);

test('statements that let in some or keep out are no hindrance', async () => {
  const policy = [
    { ...other, Principal: { AWS: 'arn:aws:iam::1:root' } },
    { ...other, Effect: 'Deny' },
  ];
  expect(await opened({ policy, block: closed })).toMatchObject({ policy: [...policy, own], block: open });
});

test('without a block nothing else is held back, so that the folder alone is opened', async () => {
  const result = await opened({ policy: [other], block: undefined });
  expect(result).toMatchObject({ policy: [other, own], error: undefined });
  expect(result.sent).not.toContain('PUT block');
});

test('the block is put back when the store does not take the policy', async () => {
  const fault = (what: string) => (what === 'PUT policy' ? denied : undefined);
  expect(await opened({ policy: [], block: closed, fault })).toMatchObject({
    block: closed,
    error: 'store/access-denied',
  });
});

test('that it could not be put back is told', async () => {
  const fault = (what: string, nth: number) =>
    what === 'PUT policy' || (what === 'PUT block' && nth === 1) ? denied : undefined;
  expect(await opened({ policy: [], block: closed, fault })).toMatchObject({ error: 'bucket/block-lifted' });
});

test('a block that may not be lifted is told of as that', async () => {
  const fault = (what: string) => (what === 'PUT block' ? denied : undefined);
  expect(await opened({ policy: [], block: closed, fault })).toMatchObject({ error: 'store/access-denied' });
});
