import {
  accessPolicy,
  DEFAULT_KEY_TEMPLATE,
  type ExtraRight,
  extraRights,
  isImbedError,
  keyPrefix,
  nearest,
  type OpenProviderId,
  type Profile,
  problemText,
  resolveStore,
} from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { readConfiguration } from '../configuration.ts';
import { issueWith } from '../init/settings.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { policyWords } from '../policy-words.ts';
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
  const words = policyWords(messageLocale(io.env));
  const { name, profile } = await chosenProfile(args, io);
  const preset = presetNamed(args.value('provider') ?? profile?.provider);
  const bucket = args.value('bucket') ?? profile?.bucket ?? '';
  refuseBucket(bucket, preset.id, profile);
  const prefix = args.value('prefix') ?? keyPrefix(profile?.keyTemplate ?? DEFAULT_KEY_TEMPLATE, name);
  const made = accessPolicy({
    provider: preset.id,
    bucket,
    region: args.value('region') ?? regionOf(profile, preset.id) ?? preset.defaultRegion,
    prefix: prefix.replace(/^\/+|\/+$/g, ''),
    extra,
    acl: args.value('acl') ?? profile?.acl ?? '',
    ...openedBy(name, profile, bucket),
  });
  if (made === undefined) {
    io.warn(`imbed: policy: ${words.otherwise[preset.id] ?? words.unknown}\n`);
    return exitCodes.failed;
  }
  const isOfProfile = profile === undefined || profile.provider === preset.id;
  if (!isOfProfile && !args.has('bucket'))
    throw new UsageError(`--provider ${preset.id} is not that of the profile "${name}": add --bucket`);
  io.print(`${JSON.stringify(made.document, undefined, 2)}\n`);
  io.warn([words.place[made.language], ...(extra.includes('list') ? [] : [words.blind]), ''].join('\n'));
  return exitCodes.ok;
}

/** A star would be a policy for every bucket of the account. */
function refuseBucket(bucket: string, provider: OpenProviderId, profile: Profile | undefined): void {
  const isOwn = profile?.provider === provider && profile.bucket === bucket;
  const wrong = issueWith('bucket', { ...(isOwn && profile), provider, bucket });
  if (wrong !== undefined) throw new UsageError(`bucket "${bucket}": ${problemText(wrong, 'en')}`);
}

/** What `init` let everybody read by a policy of the bucket, unless each image has an ACL for that. */
function openedBy(name: string, profile: Profile | undefined, bucket: string): { publicFolder?: string } {
  const isOpen = profile?.access === 'public' && profile.acl === '' && profile.bucket === bucket;
  return isOpen ? { publicFolder: keyPrefix(profile.keyTemplate, name) } : {};
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
