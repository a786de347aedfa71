import { type ImbedError, toImbedError } from '../errors.ts';
import { type BucketAbilities, bucketAbilities } from '../providers/bucket-abilities.ts';
import { type BucketAdmin, openBucketAdmin } from '../store/bucket-admin.ts';
import { createLifecycleWire, type LifecycleWire } from '../store/lifecycle-wire.ts';
import type { RequestOptions } from '../store/object-store.ts';
import type { RetryPorts } from '../store/retry.ts';
import type { StoreInit } from '../store/store-init.ts';
import { addRules } from './expiry.ts';
import { expiryClasses } from './lifecycle.ts';

/** What is to be done to a bucket; nothing that is not asked for is touched. */
export interface BucketWishes {
  readonly create?: boolean;
  /** Everybody may read what is below this folder (without slash; empty for all), or more where the store cannot say less. */
  readonly publicFolder?: string;
  /** Pages in a browser that are to reach it. */
  readonly origins?: readonly string[];
  /** Rules that remove what is below `tmp/1d/` and the like by age. */
  readonly expiry?: boolean;
}

export type BucketStep = 'create' | 'public' | 'cors' | 'expiry';

/** `by-hand`: this store has it in its console only. */
export type BucketStepResult =
  | { readonly step: BucketStep; readonly status: 'done' | 'by-hand' }
  | { readonly step: BucketStep; readonly status: 'failed'; readonly error: ImbedError };

/** Does what is asked for, as far as the store lets it. Never rejects; after a bucket that could not be made, nothing. */
export async function prepareBucket(
  init: StoreInit,
  wishes: BucketWishes,
  options: RequestOptions = {},
  ports?: RetryPorts,
): Promise<readonly BucketStepResult[]> {
  const admin = await openBucketAdmin(init, ports);
  const abilities = bucketAbilities(init.store.provider);
  const results: BucketStepResult[] = [];
  for (const { step, can, run } of stepsFor(
    wishes,
    abilities,
    admin,
    createLifecycleWire(init, ports),
    options,
  )) {
    const result = can ? await tried(step, run) : ({ step, status: 'by-hand' } as const);
    results.push(result);
    if (step === 'create' && result.status !== 'done') break;
  }
  return results;
}

interface Step {
  readonly step: BucketStep;
  readonly can: boolean;
  run(): Promise<void>;
}

function stepsFor(
  { create = false, publicFolder, origins = [], expiry = false }: BucketWishes,
  { publicRead, ...can }: BucketAbilities,
  admin: BucketAdmin,
  lifecycle: LifecycleWire,
  options: RequestOptions,
): readonly Step[] {
  const publish = async (folder: string) => {
    if (publicRead === 'acl') return admin.publishByAcl(options);
    return admin.publishByPolicy(folder, options);
  };
  const steps: readonly (Step | undefined)[] = [
    create ? { step: 'create', can: true, run: () => admin.create(options) } : undefined,
    // An ACL of each object is not the bucket's affair.
    publicFolder === undefined || publicRead === 'object-acl'
      ? undefined
      : { step: 'public', can: publicRead !== undefined, run: () => publish(publicFolder) },
    ...origins.map(
      (origin): Step => ({
        step: 'cors',
        can: can.cors,
        run: () => admin.allowOrigin(origin, options),
      }),
    ),
    expiry
      ? {
          step: 'expiry',
          can: can.expiry,
          run: async () => void (await addRules(lifecycle, expiryClasses, options)),
        }
      : undefined,
  ];
  return steps.flatMap((step) => step ?? []);
}

async function tried(step: BucketStep, run: () => Promise<void>): Promise<BucketStepResult> {
  try {
    await run();
    return { step, status: 'done' };
  } catch (error) {
    return { step, status: 'failed', error: toImbedError(error) };
  }
}
