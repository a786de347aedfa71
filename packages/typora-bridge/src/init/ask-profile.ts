import {
  type CredentialSource,
  consoleSteps,
  DEFAULT_KEY_TEMPLATE,
  type Profile,
  policyLanguages,
  providers,
} from '@imbed/core';
import type { Prompts } from './prompts.ts';
import { type Scene, tell } from './scene.ts';
import { type ChosenStore, exampleOf, isName, type KnownStore, problemWith, profileOf } from './settings.ts';

/** Everything about a profile but where it goes. */
export async function askProfile(
  scene: Scene,
  prompts: Prompts,
  store: ChosenStore,
): Promise<{ readonly name: string; readonly profile: Profile }> {
  const credentials = await askKeys(scene, prompts, store);
  const access = await askAccess(scene, prompts);
  const publicBaseUrl = access === 'signed' ? '' : await askPublicUrl(scene, prompts, store);
  const name = await askName(scene, prompts, store);
  const chosen = { credentials, access, publicBaseUrl };
  const keyTemplate = await askTemplate(scene, prompts, name, profileOf(store, chosen));
  return { name, profile: profileOf(store, { ...chosen, keyTemplate }) };
}

export async function askKeys(scene: Scene, prompts: Prompts, store: KnownStore): Promise<CredentialSource> {
  const { io, locale, words } = scene;
  const { where } = consoleSteps('keys', store.provider, locale);
  if (where !== undefined) tell(scene, words.keysFrom(where));
  tell(scene, words.narrowKeys(policyCommand(store)));
  const pairs = providers[store.provider].credentialVariables.map((pair) => [
    pair.accessKeyId,
    pair.secretAccessKey,
  ]);
  const set = pairs.find((names) => names.every((name) => io.env[name]));
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
    set === undefined ? 'inline' : 'env',
  );
  if (source === 'inline') return typedKeys(scene, prompts);
  if (source === 'env') return { source };
  const problem = (text: string) => (text === '' ? words.needed : '');
  return { source, profile: await prompts.line({ message: words.awsProfile, initial: 'default', problem }) };
}

function policyCommand({ provider, bucket, region }: KnownStore): string | undefined {
  if (policyLanguages[provider] === undefined || bucket === undefined) return undefined;
  return `imbed policy --provider ${provider} --bucket ${bucket}${region === undefined ? '' : ` --region ${region}`}`;
}

async function typedKeys({ words }: Scene, prompts: Prompts): Promise<CredentialSource> {
  const problem = (text: string) => (text === '' ? words.needed : /\s/.test(text) ? words.noSpaces : '');
  const accessKeyId = await prompts.line({ message: words.accessKeyId, initial: '', problem });
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
  const { args, words } = scene;
  const given = args.value('public-url');
  if (given !== undefined) return given;
  const required = problemWith('publicBaseUrl', { ...store, publicBaseUrl: '' });
  tell(scene, isMainlandOss(store) ? words.publicUrlOfOss : required || words.publicUrlExplained);
  return prompts.line({
    message: required === '' ? words.publicUrl : words.publicUrlNeeded,
    initial: '',
    problem: (publicBaseUrl) => problemWith('publicBaseUrl', { ...store, publicBaseUrl }),
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
  const { args, words } = scene;
  const given = args.value('key-template');
  if (given !== undefined) return given;
  tell(scene, words.templateHint);
  const exampleFor = (line: string) => exampleOf(line.trim(), name, profile);
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
