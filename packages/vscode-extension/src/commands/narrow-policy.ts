import {
  accepted,
  accessPolicy,
  type ExtraRight,
  isImbedError,
  keyPrefix,
  openProviderIds,
  resolveStore,
} from '@imbed/core';
import type { NamedProfile } from '../settings.ts';

export interface NarrowPolicy {
  readonly json: string;
  /** It takes the place of the whole policy of a bucket, with what others are granted there. */
  readonly isOfBucket: boolean;
}

/**
 * The narrowest policy for uploads with a profile and these rights beyond them; `undefined` where the store has none,
 * or none for a folder of that name.
 */
export function narrowPolicy(
  { name, profile }: NamedProfile,
  extra: readonly ExtraRight[],
): NarrowPolicy | undefined {
  const provider = openProviderIds.find((id) => id === profile.provider);
  if (provider === undefined) return undefined;
  const { bucket, acl, access, keyTemplate } = profile;
  const prefix = keyPrefix(keyTemplate, name);
  try {
    const { signingRegion: region } = accepted(resolveStore(profile));
    // A policy of the bucket takes the place of what lets everybody see the images.
    const opened = access === 'public' && acl === '' ? { publicFolder: prefix } : {};
    const policy = accessPolicy({ provider, bucket, region, prefix, extra, acl, ...opened });
    return (
      policy && {
        json: JSON.stringify(policy.document, undefined, 2),
        isOfBucket: policy.language === 's3-bucket' || policy.language === 'obs-bucket',
      }
    );
  } catch (error) {
    if (isImbedError(error)) return undefined;
    throw error;
  }
}
