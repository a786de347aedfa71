import { toImbedError } from '../errors.ts';
import { targetKind } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { maxBytesOf } from '../settings/max-bytes.ts';
import { createImageKeeper } from '../upload/keep-image.ts';
import type { StoragePlan } from '../upload/storage-plan.ts';
import { createTargetResolver } from '../workspace/resolve-target.ts';
import type { JobHost } from './job.ts';
import { knownObject } from './known-object.ts';
import { localImageStep } from './local-image-step.ts';
import { findLocalImage, type LocalImage } from './local-images.ts';
import type { Rewriting, Step } from './step.ts';

/** Points references to local files at the store. */
export function createFlipToRemote(host: JobHost): Rewriting {
  const resolver = createTargetResolver(host.workspace);
  const keeper = createImageKeeper(host);
  return {
    async plan(reference, note) {
      const { target } = reference;
      if (targetKind(target) !== 'local') return undefined;
      const image = await findLocalImage(host.workspace, resolver, note.path, reference);
      if (image === undefined) return undefined;
      const plan = linkedToRemote(note.plan);
      const upload = await localImageStep(host, keeper, image, { ...note, plan }, target, new Map());
      return upload && unlessStored(host, image, plan.profile, upload);
    },
  };
}

/** Files stay where they are, so that a `local` plan becomes `dual`. */
function linkedToRemote(plan: StoragePlan): StoragePlan {
  return { ...plan, mode: plan.mode === 'remote' ? 'remote' : 'dual', link: 'remote' };
}

function unlessStored(host: JobHost, image: LocalImage, profileName: string, upload: Step): Step {
  return {
    ...upload,
    async perform(signal) {
      const url = await storedUrl(host, image, profileName, signal);
      if (url === undefined) return upload.perform(signal);
      return { target: () => url, reused: true };
    },
  };
}

/** What goes wrong here goes wrong with the upload, too, which knows what to do about it. */
async function storedUrl(
  host: JobHost,
  image: LocalImage,
  profileName: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const options = signal === undefined ? {} : { signal };
  try {
    const profile = await host.profiles.open(profileName);
    const maxBytes = maxBytesOf(host.settings, profileName);
    const bytes = await image.read({ ...options, maxBytes });
    const sha256 = await sha256Hex(host.digests, bytes);
    const sought = { bytes, sha256, size: bytes.byteLength };
    const place = await knownObject(host, profile, sought, options);
    return place && profile.objects.publicUrl(place.key);
  } catch (error) {
    if (toImbedError(error).code === 'cancelled') throw error;
    return undefined;
  }
}
