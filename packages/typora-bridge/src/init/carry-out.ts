import {
  actionsFor,
  type BucketStep,
  type BucketStepResult,
  type BucketWishes,
  type CheckResult,
  checkProfile,
  consoleSteps,
  explain,
  hasFailed,
  ImbedError,
  keyPrefix,
  policyLanguages,
  prepareBucket,
  runDoctor,
  type Words,
} from '@imbed/core';
import { readConfigFile } from '@imbed/core/node';
import { hostFor } from '../doctor-host.ts';
import { doctorText } from '../doctor-report.ts';
import { type ExitCode, exitCodes } from '../io.ts';
import { failureLine } from '../report.ts';
import { writeProfiles } from '../write-config.ts';
import { storeInitOf } from './look.ts';
import { policyCommand } from './policy-command.ts';
import type { Prompts } from './prompts.ts';
import { namesIn, type Plan, type Scene, tell } from './scene.ts';
import { openingOf, openProviderOf } from './settings.ts';

export interface CarriedOut {
  /** What the profile is called now: a name that was taken got a number. */
  readonly name: string;
  /** The configuration has no other profile. */
  readonly isOnly: boolean;
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
  const prepared = await prepare(scene, plan, wishesOf(plan));
  const { name, isOnly } = await write(scene, plan);
  if (args.has('no-test')) return { name, isOnly, code: prepared ? exitCodes.ok : exitCodes.failed };
  let results = await examine(scene, name, plan);
  if (await wantsPublished(scene, plan, results, prompts)) {
    await prepare(scene, plan, { publicFolder: keyPrefix(profile.keyTemplate, name) });
    results = await examine(scene, name, plan);
  }
  tell(scene, doctorText({ results, name, profile, config: args.value('config') }, locale).trimEnd());
  if (io.signal.aborted) return { name, isOnly, code: exitCodes.interrupted };
  const well = prepared && !hasFailed(results);
  tell(scene, well ? words.next(isOnly ? undefined : name) : words.mend);
  return { name, isOnly, code: well ? exitCodes.ok : exitCodes.failed };
}

/** A bucket that is made is opened at once, where it is to be public; one that is there is not touched unasked. */
function wishesOf({ name, profile, keepPrivate, createBucket, origins, expiry }: Plan): BucketWishes {
  const isPublic = createBucket && !keepPrivate && profile.access === 'public';
  return {
    create: createBucket,
    ...(isPublic && { publicFolder: keyPrefix(profile.keyTemplate, name) }),
    origins,
    expiry,
  };
}

/** False when something of it was not done, be it refused or for a person to do. */
async function prepare(scene: Scene, plan: Plan, wishes: BucketWishes): Promise<boolean> {
  const { create = false, publicFolder, origins = [], expiry = false } = wishes;
  if (!create && publicFolder === undefined && origins.length === 0 && !expiry) return true;
  const { io } = scene;
  const results = await prepareBucket(await storeInitOf(plan.profile, io), wishes, { signal: io.signal });
  for (const result of results) tellStep(scene, plan, result);
  return results.every(({ status }) => status === 'done');
}

function tellStep(scene: Scene, plan: Plan, result: BucketStepResult): void {
  const { locale, words } = scene;
  const { profile } = plan;
  const { step } = result;
  if (result.status === 'done') {
    tell(scene, `✓ ${words.step(step)}`);
    return;
  }
  const explained = (error: ImbedError): Words => {
    const told = explain(error, locale);
    // What an upload may lack is another right than this.
    return error.code === 'store/access-denied' ? { ...told, hint: refusedHint(scene, plan, step) } : told;
  };
  const failure = (error: ImbedError) => failureLine(words.step(step), error, explained).trimEnd();
  tell(scene, result.status === 'failed' ? `✗ ${failure(result.error)}` : `- ${words.byHand(step)}`);
  const provider = openProviderOf(profile);
  const topic = step === 'create' ? 'bucket' : step === 'expiry' ? 'lifecycle' : step;
  const { where, link } = provider === undefined ? {} : consoleSteps(topic, provider, locale);
  if (where !== undefined) tell(scene, `    ${words.where}: ${where}`);
  if (link !== undefined) tell(scene, `    ${words.link}: ${link}`);
}

/** Which right is missing, and the way to it: buckets are made and opened by their owner. */
function refusedHint({ words }: Scene, plan: Plan, step: BucketStep): string {
  const provider = openProviderOf(plan.profile);
  const language = provider && policyLanguages[provider];
  const command = policyCommand(plan, 'setup');
  if (step === 'create' || step === 'public' || language === undefined || command === undefined)
    return words.ownerNeeded;
  return words.rightNeeded(actionsFor(step === 'cors' ? 'cors' : 'lifecycle', language), command);
}

/** To what is in the configuration by now: the questions may have taken long. */
async function write(scene: Scene, { name, profile }: Plan): Promise<Omit<CarriedOut, 'code'>> {
  const { io, path, words } = scene;
  const { placed } = await writeProfiles(path, [{ name, profile }]);
  const written = placed[0]?.name ?? name;
  const isOnly = namesIn((await readConfigFile(path)).value).length === 1;
  tell(scene, words.written(written, path, profile.credentials.source === 'inline'));
  if (!isOnly) tell(scene, words.otherDefault);
  io.print(`${path}\n`);
  return { name: written, isOnly };
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
  { name, profile, keepPrivate, createBucket, publish }: Plan,
  results: readonly CheckResult[],
  prompts: Prompts | undefined,
): Promise<boolean> {
  if (keepPrivate || createBucket || profile.access === 'signed') return false;
  if (!results.some(({ code, status }) => status === 'fail' && code === 'doctor/not-public')) return false;
  const question = words.publish(profile.bucket, openingOf(profile, name));
  return publish || (question !== undefined && (prompts?.confirm(question, false) ?? false));
}
