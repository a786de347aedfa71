import {
  type BucketState,
  bucketAbilities,
  cancelled,
  explain,
  isImbedError,
  maskSecrets,
  type NamedProfile,
  writtenProfile,
} from '@imbed/core';
import { failureLine } from '../report.ts';
import { askKeys, askProfile } from './ask-profile.ts';
import { askStore } from './ask-store.ts';
import { importable } from './importable.ts';
import { lookAtBucket } from './look.ts';
import type { Prompts } from './prompts.ts';
import { type Plan, type Scene, tell } from './scene.ts';
import { openingOf, openProviderOf } from './settings.ts';

/** The questions, up to the one whether to do it. Rejects with `cancelled`. */
export async function askPlan(scene: Scene, prompts: Prompts): Promise<Plan> {
  const { words } = scene;
  tell(scene, words.intro);
  const chosen = (await askImport(scene, prompts)) ?? (await askAnew(scene, prompts));
  const plan = await askBucketPlan(scene, prompts, chosen);
  tell(scene, JSON.stringify(maskSecrets(writtenProfile(plan.profile)), undefined, 2));
  if (await prompts.confirm(words.write(scene.path), true)) return plan;
  throw cancelled('not-sent');
}

/** `undefined` where there is nothing to take over, it was not wanted, or the store was named already. */
async function askImport({ args, io, words }: Scene, prompts: Prompts): Promise<NamedProfile | undefined> {
  const found = args.has('provider') ? [] : importable(io);
  if (found.length === 0) return undefined;
  const choices = found.map(({ program, found: { name, profile } }, index) => ({
    value: index,
    name: words.found(program, name, profile.bucket),
  }));
  const index = await prompts.choose(words.startQuestion, [...choices, { value: -1, name: words.anew }]);
  return found[index]?.found;
}

async function askAnew(scene: Scene, prompts: Prompts): Promise<NamedProfile> {
  return askProfile(scene, prompts, await askStore(scene, prompts));
}

/** What is to be done to the bucket, once it is known what it is; wrong keys may be entered again. */
async function askBucketPlan(scene: Scene, prompts: Prompts, chosen: NamedProfile): Promise<Plan> {
  const { io, locale, words } = scene;
  const { profile } = chosen;
  tell(scene, words.looking);
  try {
    const state = await lookAtBucket(profile, io);
    tell(scene, words.state(state, profile.bucket));
    return await planFor(scene, prompts, chosen, state);
  } catch (error) {
    if (!isImbedError(error) || error.code === 'cancelled') throw error;
    tell(scene, failureLine(profile.bucket, error, (one) => explain(one, locale)).trimEnd());
    const provider = openProviderOf(profile);
    if (provider === undefined || !(await prompts.confirm(words.keysAgain, true)))
      return { ...chosen, createBucket: false, publish: false, origins: [], expiry: false };
    const credentials = await askKeys(scene, prompts, { ...profile, provider });
    return askBucketPlan(scene, prompts, { ...chosen, profile: { ...profile, credentials } });
  }
}

async function planFor(
  scene: Scene,
  prompts: Prompts,
  chosen: NamedProfile,
  state: BucketState,
): Promise<Plan> {
  const { words } = scene;
  const { name, profile } = chosen;
  const question = words.create(profile.bucket, openingOf(profile, name));
  const createBucket = state === 'absent' && (await prompts.confirm(question, true));
  const usable = state === 'there' || createBucket;
  const more = usable ? await askMore(scene, prompts, chosen) : { origins: [], expiry: false };
  return { ...chosen, createBucket, publish: false, ...more };
}

const editorInBrowser = 'https://vscode.dev';

async function askMore(
  { words }: Scene,
  prompts: Prompts,
  { profile }: NamedProfile,
): Promise<Pick<Plan, 'origins' | 'expiry'>> {
  const provider = openProviderOf(profile);
  const can = provider === undefined ? undefined : bucketAbilities(provider);
  const choices = [
    { value: 'nothing', name: words.moreNothing },
    ...(can?.cors ? [{ value: 'cors', name: words.moreCors }] : []),
    ...(can?.expiry ? [{ value: 'expiry', name: words.moreExpiry }] : []),
    ...(can?.cors && can.expiry ? [{ value: 'both', name: words.moreBoth }] : []),
  ];
  const wanted = choices.length === 1 ? 'nothing' : await prompts.choose(words.more, choices);
  return {
    origins: wanted === 'cors' || wanted === 'both' ? [editorInBrowser] : [],
    expiry: wanted === 'expiry' || wanted === 'both',
  };
}
