import { type CredentialSource, providers } from '@imbed/core';
import { UsageError } from '../args.ts';
import { originIn } from '../origin-option.ts';
import { lookAtBucket } from './look.ts';
import type { Plan, Scene } from './scene.ts';
import { type ChosenStore, isName, type KnownStore, profileOf } from './settings.ts';
import { storeOptions } from './store-options.ts';

/** The answers of `--yes`. Throws a `UsageError` that names every option that is missing. */
export async function planFromFlags(scene: Scene): Promise<Plan> {
  const { args, io, names } = scene;
  if (args.has('make-public') && args.has('no-test'))
    throw new UsageError('--make-public acts on what the doctor finds: leave out --no-test');
  if (args.has('make-public') && args.value('access') === 'signed')
    throw new UsageError('--make-public and --access signed contradict each other');
  const store = storeFromFlags(scene);
  const name = args.value('profile') ?? (names.length === 0 ? 'default' : store.provider);
  if (!isName(name)) throw new UsageError('option --profile needs a name without spaces and slashes');
  const keyTemplate = args.value('key-template');
  const profile = profileOf(store, {
    access: args.value('access') === 'signed' ? 'signed' : 'public',
    publicBaseUrl: args.value('public-url') ?? '',
    credentials: await keysFrom(scene),
    ...(keyTemplate !== undefined && { keyTemplate }),
  });
  const origin = originIn('cors', args);
  return {
    ...{ name, profile, keepPrivate: false },
    createBucket: args.has('create-bucket') && (await lookAtBucket(profile, io)) === 'absent',
    publish: args.has('make-public'),
    origins: origin === undefined ? [] : [origin],
    expiry: args.has('expiry'),
  };
}

function storeFromFlags({ args }: Scene): ChosenStore {
  const { provider, bucket, ...store } = storeOptions(args);
  const missing = [
    ...(provider === undefined ? ['--provider ID'] : []),
    ...(bucket === undefined ? ['--bucket NAME'] : []),
    ...(provider === undefined ? [] : missingFields({ provider, ...store }, args.value('public-url'))),
  ];
  if (provider === undefined || bucket === undefined || missing.length > 0)
    throw new UsageError(`init --yes needs ${missing.join(', ')}`);
  return { provider, bucket, ...store };
}

function missingFields(
  { provider, endpoint }: KnownStore,
  publicBaseUrl: string | undefined,
): readonly string[] {
  const needs = (field: string) =>
    providers[provider].fields.some(({ key, required }) => key === field && required);
  return [
    ...(needs('endpoint') && !endpoint ? ['--endpoint ADDRESS'] : []),
    ...(needs('publicBaseUrl') && !publicBaseUrl ? ['--public-url ADDRESS'] : []),
  ];
}

/** Never from the command line, which others on this machine can read. */
async function keysFrom({ args, io }: Scene): Promise<CredentialSource> {
  const written = args.value('keys') ?? 'env';
  const [, source, profile = ''] = /^(env|stdin|aws-profile)(?::(.+))?$/.exec(written) ?? [];
  if (source === 'env') return { source };
  if (source === 'aws-profile') return { source, ...(profile !== '' && { profile }) };
  if (source === 'stdin') return readKeys(io.stdin());
  throw new UsageError('option --keys takes env, stdin or aws-profile:NAME');
}

async function readKeys(input: AsyncIterable<Uint8Array>): Promise<CredentialSource> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  const words = Buffer.concat(chunks).toString('utf8').split(/\s+/).filter(Boolean);
  const [accessKeyId, secretAccessKey] = words;
  if (accessKeyId === undefined || secretAccessKey === undefined || words.length > 2)
    throw new UsageError(
      '--keys stdin needs two lines on standard input: the access key ID and the secret key',
    );
  return { source: 'inline', accessKeyId, secretAccessKey };
}
