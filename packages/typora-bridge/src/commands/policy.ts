import {
  type AccessPolicy,
  accessPolicy,
  DEFAULT_KEY_TEMPLATE,
  type ExtraRight,
  extraRights,
  isImbedError,
  keyPrefix,
  nearest,
  type OpenProviderId,
  type PolicyLanguage,
  type Profile,
  resolveStore,
} from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { presetNamed } from '../starter-config.ts';

/** `imbed policy`: the policy alone on standard output, so that it can be piped; what to do with it beside. */
export async function policy(args: Args, io: Io): Promise<ExitCode> {
  try {
    return await printPolicy(args, io);
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { reportError } = await import('../report.ts');
    return reportError('policy', error, io);
  }
}

async function printPolicy(args: Args, io: Io): Promise<ExitCode> {
  const extra = rightsIn(args.value('with'));
  const { name, profile } = await chosenProfile(args, io);
  const preset = presetNamed(args.value('provider') ?? profile?.provider);
  const bucket = args.value('bucket') ?? profile?.bucket ?? '';
  const prefix = args.value('prefix') ?? keyPrefix(profile?.keyTemplate ?? DEFAULT_KEY_TEMPLATE, name);
  const made = accessPolicy({
    provider: preset.id,
    bucket,
    region: args.value('region') ?? regionOf(profile, preset.id) ?? preset.defaultRegion,
    prefix: prefix.replace(/^\/+|\/+$/g, ''),
    extra,
    acl: args.value('acl') ?? profile?.acl ?? '',
  });
  if (made === undefined) {
    io.warn(`imbed: policy: ${otherwise[preset.id] ?? unknown}\n`);
    return exitCodes.failed;
  }
  const isOfProfile = profile === undefined || profile.provider === preset.id;
  if (!isOfProfile && !args.has('bucket'))
    throw new UsageError(`--provider ${preset.id} is not that of the profile "${name}": add --bucket`);
  io.print(`${JSON.stringify(made.document, undefined, 2)}\n`);
  io.warn(advice(made, extra));
  return exitCodes.ok;
}

/** Not asked for where the options say all that it would. */
async function chosenProfile(
  args: Args,
  io: Io,
): Promise<{ readonly name: string; readonly profile?: Profile }> {
  const named = args.has('provider') && args.has('bucket');
  if (named && !args.has('profile')) return { name: '' };
  const { settings } = await readConfiguration(args, io);
  const profile = settings.profiles[settings.defaultProfile];
  return { name: settings.defaultProfile, ...(profile && { profile }) };
}

function regionOf(profile: Profile | undefined, provider: OpenProviderId): string | undefined {
  if (profile?.provider !== provider) return undefined;
  const store = resolveStore(profile);
  return store.ok ? store.value.signingRegion : undefined;
}

/** `delete,list`: rights beyond those of an upload. */
function rightsIn(text: string = ''): readonly ExtraRight[] {
  const known = Object.keys(extraRights);
  const words = text.split(',').flatMap((word) => word.trim() || []);
  return words.map((word) => {
    if (isRight(word)) return word;
    const meant = nearest(word, known);
    const hint = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
    throw new UsageError(`no right "${word}"; ${hint}`);
  });
}

function isRight(word: string): word is ExtraRight {
  return Object.hasOwn(extraRights, word);
}

const places: Readonly<Record<PolicyLanguage, string>> = {
  ram: 'Make it a custom policy in the RAM console, attach that to a RAM user made for Imbed, and use the AccessKey of that user.',
  cam: 'Make it a custom policy in the CAM console, attach that to a sub-user made for Imbed, and use the API key of that user.',
  iam: 'Amazon and Wasabi: make it a policy in the IAM console, attach that to a user made for Imbed, and use an access key of that user. MinIO: mc admin policy create, mc admin policy attach.',
  's3-bucket':
    'Put the name of the user in the place of USER, and set it as the owner of the bucket: s3cmd setpolicy FILE s3://BUCKET.',
  'obs-bucket':
    'Put the IDs of the account and of the user in the place of ACCOUNT-ID and USER-ID, and set it as a policy of the bucket in the OBS console.',
};

function advice({ language }: AccessPolicy, extra: readonly ExtraRight[]): string {
  const blind = extra.includes('list')
    ? ''
    : 'Without the right to list, some stores answer 403 in place of 404 where there is no object; uploads cope with that.\n';
  return `${places[language]}\n${blind}`;
}

/** What narrows the keys of stores that have no policies, or none that are known. */
const otherwise: Partial<Readonly<Record<OpenProviderId, string>>> = {
  'cloudflare-r2':
    'R2 has no policies: make an API token "Object Read & Write" that is limited to this bucket.',
  'backblaze-b2':
    'B2 has no policies: make an application key that is limited to this bucket and to the prefix, with read and write access.',
};

const unknown =
  'how this store limits keys is not known here; look for sub-accounts or keys that are limited to one bucket in its console.';
