import { isImbedError, toImbedError } from '../errors.ts';
import { parseObjectKey } from '../naming/object-key.ts';
import { type Bench, type BenchInit, openBench } from './bench.ts';
import {
  type Check,
  type CheckName,
  type CheckResult,
  checkNames,
  type Finding,
  needs,
  skipped,
  thrown,
} from './check.ts';
import { answerCheck, clockCheck } from './checks/answer.ts';
import { corsCheck, multipartCheck, presignCheck } from './checks/bucket.ts';
import { addressingCheck, bucketCheck, credentialsCheck, regionCheck } from './checks/first-request.ts';
import { leftoversCheck } from './checks/leftovers.ts';
import { dnsCheck, proxyCheck, tlsCheck } from './checks/network.ts';
import { deleteCheck, headCheck, listCheck, overwriteCheck, putCheck } from './checks/object.ts';
import { profileCheck } from './checks/profile.ts';
import {
  cacheCheck,
  hotlinkCheck,
  httpsCheck,
  inlineCheck,
  publicCheck,
  redirectsCheck,
  typeCheck,
} from './checks/public.ts';

interface Step {
  readonly check: Check;
  /** What must not have failed, nor been skipped for such a failure, for this to make sense. */
  readonly after: readonly CheckName[];
}

const steps: Readonly<Record<CheckName, Step>> = {
  profile: { check: profileCheck, after: [] },
  dns: { check: dnsCheck, after: ['profile'] },
  tls: { check: tlsCheck, after: ['dns'] },
  proxy: { check: proxyCheck, after: ['profile'] },
  answer: { check: answerCheck, after: ['tls', 'proxy'] },
  clock: { check: clockCheck, after: ['answer'] },
  credentials: { check: credentialsCheck, after: ['clock'] },
  region: { check: regionCheck, after: ['clock'] },
  addressing: { check: addressingCheck, after: ['clock'] },
  bucket: { check: bucketCheck, after: ['clock'] },
  put: { check: putCheck, after: ['credentials', 'region', 'addressing', 'bucket'] },
  head: { check: headCheck, after: ['put'] },
  overwrite: { check: overwriteCheck, after: ['put'] },
  list: { check: listCheck, after: ['put'] },
  public: { check: publicCheck, after: ['put'] },
  type: { check: typeCheck, after: ['public'] },
  inline: { check: inlineCheck, after: ['public'] },
  cache: { check: cacheCheck, after: ['public'] },
  https: { check: httpsCheck, after: ['profile'] },
  redirects: { check: redirectsCheck, after: ['public'] },
  hotlink: { check: hotlinkCheck, after: ['public'] },
  cors: { check: corsCheck, after: ['put'] },
  multipart: { check: multipartCheck, after: ['put'] },
  presign: { check: presignCheck, after: ['put'] },
  delete: { check: deleteCheck, after: ['put'] },
  leftovers: { check: leftoversCheck, after: ['credentials', 'region', 'addressing', 'bucket'] },
};

export interface DoctorInit extends BenchInit {
  /** Told of each result as it comes. Must not throw. */
  readonly onResult?: (result: CheckResult) => void;
}

/**
 * Looks at a profile from end to end, with a picture of one pixel under the profile's own prefix, which it takes away
 * again, also when it is cancelled. Never rejects: one result a check, in the order of {@link checkNames}.
 */
export async function runDoctor(init: DoctorInit): Promise<readonly CheckResult[]> {
  const bench = await openBench(init).catch(toImbedError);
  if (isImbedError(bench)) return withoutProfile(bench, init.onResult);
  const results: CheckResult[] = [];
  for (const check of checkNames) {
    const finding =
      init.signal?.aborted === true ? skipped('cancelled') : await examine(check, bench, results);
    const { rights } = bench;
    const isTold = finding.status === 'warn' || finding.status === 'fail';
    const result = { check, ...finding, ...(isTold && rights.size > 0 && { rights: [...rights] }) };
    results.push(result);
    init.onResult?.(result);
  }
  await tidyUp(bench);
  return results;
}

/** The results for a profile that cannot even be opened, or a configuration that holds none. */
export function withoutProfile(
  error: unknown,
  onResult: DoctorInit['onResult'] = () => {},
): readonly CheckResult[] {
  const results = checkNames.map((check) => ({
    check,
    ...(check === 'profile' ? thrown(error) : needs('profile')),
  }));
  results.forEach(onResult);
  return results;
}

/** Whether anything stands in the way; what is only warned of does not. */
export function hasFailed(results: readonly CheckResult[]): boolean {
  return results.some(({ status }) => status === 'fail');
}

async function examine(name: CheckName, bench: Bench, before: readonly CheckResult[]): Promise<Finding> {
  const { check, after } = steps[name];
  const obstacle = after.map((needed) => obstacleIn(needed, before)).find((found) => found !== undefined);
  if (obstacle !== undefined) return needs(obstacle);
  try {
    return await check(bench);
  } catch (error) {
    return thrown(error);
  }
}

/** The failure at the root, which may be further up than what is needed directly. */
function obstacleIn(needed: CheckName, before: readonly CheckResult[]): CheckName | undefined {
  const result = before.find(({ check }) => check === needed);
  if (result?.status === 'fail') return needed;
  return result?.because;
}

/** What the check of deleting would have done, had it come to that. */
async function tidyUp({ traces, objects, sessions }: Bench): Promise<void> {
  const { key = '', uploadId } = traces.current ?? {};
  const left = parseObjectKey(key);
  if (!left.ok) return;
  try {
    if (uploadId !== undefined) await sessions.abort({ key: left.value, uploadId }).catch(() => undefined);
    await objects.delete(left.value);
    await traces.remove();
  } catch (error) {
    // Who was denied the put has left nothing; whatever else it is, the next run tries again.
    if (toImbedError(error).code === 'store/access-denied') await traces.remove();
    else await traces.giveUp();
  }
}
