import {
  type CredentialSource,
  consoleSteps,
  DEFAULT_KEY_TEMPLATE,
  type NamedProfile,
  type Profile,
  providers,
} from '@imbed/core';
import { policyCommand } from './policy-command.ts';
import type { Prompts } from './prompts.ts';
import { type Scene, tell } from './scene.ts';
import {
  type ChosenStore,
  exampleOf,
  isName,
  type KnownStore,
  openProviderOf,
  problemWith,
  profileOf,
} from './settings.ts';

/** Everything about a profile but where it goes. The keys come last: what they have to be allowed is known then. */
export async function askProfile(scene: Scene, prompts: Prompts, store: ChosenStore): Promise<NamedProfile> {
  const access = await askAccess(scene, prompts);
  const publicBaseUrl = access === 'signed' ? '' : await askPublicUrl(scene, prompts, store);
  const name = await askName(scene, prompts, store);
  const chosen = { access, publicBaseUrl };
  const keyTemplate = await askTemplate(scene, prompts, name, profileOf(store, chosen));
  const profile = profileOf(store, { ...chosen, keyTemplate });
  return { name, profile: { ...profile, credentials: await askKeys(scene, prompts, { name, profile }) } };
}

/** @param before the answer that was wrong, to go on from */
export async function askKeys(
  scene: Scene,
  prompts: Prompts,
  { name, profile }: NamedProfile,
  before?: CredentialSource,
): Promise<CredentialSource> {
  const { io, locale, words } = scene;
  const provider = openProviderOf(profile) ?? 'custom';
  const { where } = consoleSteps('keys', provider, locale);
  if (where !== undefined) tell(scene, words.keysFrom(where));
  tell(scene, words.narrowKeys(policyCommand({ name, profile })));
  const pairs = providers[provider].credentialVariables.map((pair) => [
    pair.accessKeyId,
    pair.secretAccessKey,
  ]);
  const set = pairs.find((names) => names.every((variable) => io.env[variable]));
  const names = set ?? pairs[0] ?? [];
  const source = await prompts.choose(
    words.keys,
    [
      { value: 'inline', name: words.keysTyped },
      {
        value: 'env',
        name: words.keysInEnvironment(names),
        description: set === undefined ? words.isNotSet : words.isSet,
      },
      { value: 'aws-profile', name: words.keysOfAws },
    ] as const,
    usualSource(before, set !== undefined),
  );
  if (source === 'inline') return typedKeys(scene, prompts, before);
  if (source === 'env') return { source };
  const problem = (text: string) => (text === '' ? words.needed : '');
  const initial = before?.source === source && before.profile ? before.profile : 'default';
  return { source, profile: await prompts.line({ message: words.awsProfile, initial, problem }) };
}

function usualSource(before: CredentialSource | undefined, isSet: boolean) {
  if (before !== undefined && before.source !== 'process') return before.source;
  return isSet ? 'env' : 'inline';
}

/** The secret is asked for again each time: it was never shown, so nobody can mend a part of it. */
async function typedKeys(
  { words }: Scene,
  prompts: Prompts,
  before: CredentialSource | undefined,
): Promise<CredentialSource> {
  const problem = (text: string) => (text === '' ? words.needed : /\s/.test(text) ? words.noSpaces : '');
  const initial = before?.source === 'inline' ? before.accessKeyId : '';
  const accessKeyId = await prompts.line({ message: words.accessKeyId, initial, problem });
  const secretAccessKey = await prompts.secret(words.secretAccessKey, problem);
  return { source: 'inline', accessKeyId, secretAccessKey };
}

async function askAccess({ args, words }: Scene, prompts: Prompts): Promise<Profile['access']> {
  const given = args.value('access');
  if (given === 'public' || given === 'signed') return given;
  return prompts.choose<Profile['access']>(words.access, [
    { value: 'public', name: words.accessPublic },
    { value: 'signed', name: words.accessSigned },
  ]);
}

async function askPublicUrl(scene: Scene, prompts: Prompts, store: ChosenStore): Promise<string> {
  const { args, locale, words } = scene;
  const given = args.value('public-url');
  if (given !== undefined) return given;
  const required = problemWith('publicBaseUrl', { ...store, publicBaseUrl: '' }, locale);
  tell(scene, isMainlandOss(store) ? words.publicUrlOfOss : required || words.publicUrlExplained);
  return prompts.line({
    message: required === '' ? words.publicUrl : words.publicUrlNeeded,
    initial: '',
    problem: (publicBaseUrl) => problemWith('publicBaseUrl', { ...store, publicBaseUrl }, locale),
  });
}

function isMainlandOss({ provider, region = '' }: KnownStore): boolean {
  const { defaultRegion } = providers[provider];
  return provider === 'aliyun-oss' && /^cn-(?!hongkong)/.test(region || defaultRegion);
}

async function askName(
  { args, names, words }: Scene,
  prompts: Prompts,
  { provider }: ChosenStore,
): Promise<string> {
  const given = args.value('profile');
  if (given !== undefined) return given;
  if (names.length === 0) return 'default';
  const problem = (name: string) => {
    if (names.includes(name)) return words.nameTaken;
    return isName(name) ? '' : words.nameWrong;
  };
  return prompts.line({ message: words.name, initial: provider, problem });
}

async function askTemplate(scene: Scene, prompts: Prompts, name: string, profile: Profile): Promise<string> {
  const { args, locale, words } = scene;
  const given = args.value('key-template');
  if (given !== undefined) return given;
  tell(scene, words.templateHint);
  const exampleFor = (line: string) => exampleOf(line.trim(), name, profile, locale);
  return prompts.line({
    message: words.keyTemplate,
    initial: DEFAULT_KEY_TEMPLATE,
    async problem(line) {
      const example = await exampleFor(line);
      return 'problem' in example ? example.problem : '';
    },
    async preview(line) {
      const example = await exampleFor(line);
      return 'problem' in example ? example.problem : words.preview(example.url);
    },
  });
}
