import {
  type BucketState,
  bucketAbilities,
  cancelled,
  explain,
  isImbedError,
  maskSecrets,
  type NamedProfile,
  type OpenProviderId,
  type Profile,
  toImbedError,
  writtenProfile,
} from '@imbed/core';
import { noteLines } from '../import-report.ts';
import { failureLine } from '../report.ts';
import { askKeys, askProfile } from './ask-profile.ts';
import { askStore, askStoreAgain } from './ask-store.ts';
import { importable } from './importable.ts';
import { lookAtBucket } from './look.ts';
import type { Prompts } from './prompts.ts';
import { type Chosen, type Plan, type Scene, tell } from './scene.ts';
import { openingOf, openProviderOf } from './settings.ts';
import { type WayBack, waysBack } from './ways-back.ts';

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

/** `undefined` where there is nothing to take over, it was not wanted, or the options name a store already. */
async function askImport(scene: Scene, prompts: Prompts): Promise<Chosen | undefined> {
  const { args, io, locale, words } = scene;
  const found = ['provider', 'endpoint', 'bucket'].some(args.has) ? [] : importable(io);
  if (found.length === 0) return undefined;
  const choices = found.map(({ program, found: { name, profile } }, index) => ({
    value: index,
    name: words.found(program, name, profile.bucket),
  }));
  const index = await prompts.choose(words.startQuestion, [...choices, { value: -1, name: words.anew }]);
  const taken = found[index];
  if (taken === undefined) return undefined;
  if (taken.notes.length > 0) tell(scene, noteLines(taken.notes, locale).trimEnd());
  // SiYuan keeps its own data in the same bucket.
  return { ...taken.found, keepPrivate: taken.program === 'siyuan' };
}

async function askAnew(scene: Scene, prompts: Prompts): Promise<Chosen> {
  const profile = await askProfile(scene, prompts, await askStore(scene, prompts));
  return { ...profile, keepPrivate: false };
}

/** What is to be done to the bucket, once it is known what it is; what was wrong may be entered again. */
async function askBucketPlan(scene: Scene, prompts: Prompts, chosen: Chosen): Promise<Plan> {
  const { io, locale, words } = scene;
  const { profile } = chosen;
  tell(scene, words.looking);
  const found = await lookAtBucket(profile, io).catch(toImbedError);
  if (!isImbedError(found)) {
    tell(scene, words.state(found, profile.bucket));
    return planFor(scene, prompts, chosen, found);
  }
  const provider = openProviderOf(profile);
  // A store that has closed is none that anything could be entered for.
  if (found.code === 'cancelled' || found.code === 'internal' || provider === undefined) throw found;
  tell(scene, failureLine(profile.bucket, found, (one) => explain(one, locale)).trimEnd());
  const ways = waysBack(found).map((value) => ({ value, name: words.ways[value] }));
  const way = await prompts.choose(words.wayBack, ways);
  if (way === 'write') return { ...chosen, createBucket: false, publish: false, origins: [], expiry: false };
  const changed = await askAgain(scene, prompts, { ...chosen, provider }, way);
  return askBucketPlan(scene, prompts, { ...chosen, profile: { ...profile, ...changed } });
}

async function askAgain(
  scene: Scene,
  prompts: Prompts,
  { name, profile, provider }: NamedProfile & { readonly provider: OpenProviderId },
  way: WayBack,
): Promise<Partial<Profile>> {
  if (way === 'keys')
    return { credentials: await askKeys(scene, prompts, { name, profile }, profile.credentials) };
  if (way !== 'store') return {};
  const { bucket, region, endpoint, addressing, dialect } = profile;
  return askStoreAgain(scene, prompts, { provider, bucket, region, endpoint, addressing, dialect });
}

async function planFor(scene: Scene, prompts: Prompts, chosen: Chosen, state: BucketState): Promise<Plan> {
  const { words } = scene;
  const { name, profile, keepPrivate } = chosen;
  const opening = keepPrivate ? { how: 'private' as const } : openingOf(profile, name);
  const question = words.create(profile.bucket, opening);
  if (state === 'absent') tell(scene, words.ownerNeeded);
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
