import {
  accepted,
  addProfiles,
  type BucketStepResult,
  type BucketWishes,
  type CheckResult,
  checkProfile,
  consoleSteps,
  explain,
  hasFailed,
  ImbedError,
  keyPrefix,
  type Profile,
  prepareBucket,
  runDoctor,
} from '@imbed/core';
import { hostFor } from '../doctor-host.ts';
import { doctorText } from '../doctor-report.ts';
import { type ExitCode, exitCodes } from '../io.ts';
import { failureLine } from '../report.ts';
import { writeConfig } from '../write-config.ts';
import { storeInitOf } from './look.ts';
import type { Prompts } from './prompts.ts';
import { type Plan, type Scene, tell } from './scene.ts';
import { openingOf, openProviderOf } from './settings.ts';

export interface CarriedOut {
  /** What the profile is called now: a name that was taken got a number. */
  readonly name: string;
  readonly code: ExitCode;
}

/**
 * Does what was agreed upon: the bucket, the configuration, and the doctor to see whether it works.
 * Rejects with `config/*` or `local/write-failed`.
 *
 * @param prompts where somebody can be asked about what the doctor finds
 */
export async function carryOut(scene: Scene, plan: Plan, prompts: Prompts | undefined): Promise<CarriedOut> {
  const { args, io, locale, words } = scene;
  const { profile } = plan;
  const issues = checkProfile(profile);
  if (issues.length > 0) throw new ImbedError('config/invalid', { issues });
  await prepare(scene, profile, wishesOf(plan));
  const name = write(scene, plan);
  if (args.has('no-test')) return { name, code: exitCodes.ok };
  let results = await examine(scene, name, plan);
  if (await wantsPublished(scene, plan, results, prompts)) {
    await prepare(scene, profile, { publicFolder: keyPrefix(profile.keyTemplate, name) });
    results = await examine(scene, name, plan);
  }
  tell(scene, doctorText({ results, name, profile, config: args.value('config') }, locale).trimEnd());
  if (io.signal.aborted) return { name, code: exitCodes.interrupted };
  tell(scene, hasFailed(results) ? words.mend : words.next(scene.names.length === 0 ? undefined : name));
  return { name, code: hasFailed(results) ? exitCodes.failed : exitCodes.ok };
}

/** A bucket that is made is opened at once, where it is to be public; one that is there is not touched unasked. */
function wishesOf({ name, profile, createBucket, origins, expiry }: Plan): BucketWishes {
  const isPublic = createBucket && profile.access === 'public';
  return {
    create: createBucket,
    ...(isPublic && { publicFolder: keyPrefix(profile.keyTemplate, name) }),
    origins,
    expiry,
  };
}

async function prepare(scene: Scene, profile: Profile, wishes: BucketWishes): Promise<void> {
  const { create = false, publicFolder, origins = [], expiry = false } = wishes;
  if (!create && publicFolder === undefined && origins.length === 0 && !expiry) return;
  const { io } = scene;
  const results = await prepareBucket(await storeInitOf(profile, io), wishes, { signal: io.signal });
  for (const result of results) tellStep(scene, profile, result);
}

function tellStep(scene: Scene, profile: Profile, result: BucketStepResult): void {
  const { locale, words } = scene;
  const { step } = result;
  if (result.status === 'done') {
    tell(scene, `✓ ${words.step(step)}`);
    return;
  }
  const failure = (error: ImbedError) =>
    failureLine(words.step(step), error, (one) => explain(one, locale)).trimEnd();
  tell(scene, result.status === 'failed' ? `✗ ${failure(result.error)}` : `- ${words.byHand(step)}`);
  const provider = openProviderOf(profile);
  const topic = step === 'create' ? 'bucket' : step === 'expiry' ? 'lifecycle' : step;
  const { where, link } = provider === undefined ? {} : consoleSteps(topic, provider, locale);
  if (where !== undefined) tell(scene, `    ${words.where}: ${where}`);
  if (link !== undefined) tell(scene, `    ${words.link}: ${link}`);
}

/** Returns what the profile is called now. */
function write(scene: Scene, { name, profile }: Plan): string {
  const { before, io, path, names, words } = scene;
  const extended = accepted(addProfiles(before ?? '', [{ name, profile }]));
  writeConfig(path, before, extended);
  const placed = extended.placed[0]?.name ?? name;
  tell(scene, words.written(placed, path, profile.credentials.source === 'inline'));
  if (names.length > 0) tell(scene, words.otherDefault);
  io.print(`${path}\n`);
  return placed;
}

/** With the page for which a CORS rule was set, if one was. */
function examine(
  { io }: Scene,
  profileName: string,
  { profile, origins: [origin] }: Plan,
): Promise<readonly CheckResult[]> {
  const host = { ...hostFor(profile, io), ...(origin !== undefined && { origin }) };
  return runDoctor({ profileName, profile, host, signal: io.signal });
}

/** A bucket that nobody can read, of a profile that is to be public. */
async function wantsPublished(
  { words }: Scene,
  { name, profile, createBucket, publish }: Plan,
  results: readonly CheckResult[],
  prompts: Prompts | undefined,
): Promise<boolean> {
  if (createBucket || profile.access === 'signed') return false;
  if (!results.some(({ code, status }) => status === 'fail' && code === 'doctor/not-public')) return false;
  const question = words.publish(profile.bucket, openingOf(profile, name));
  return publish || (question !== undefined && (prompts?.confirm(question, false) ?? false));
}
