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

/**
 * The narrowest policy for uploads with a profile and these rights beyond them, as JSON; `undefined` where the store
 * has none, or none for a folder of that name.
 */
export function narrowPolicy(
  { name, profile }: NamedProfile,
  extra: readonly ExtraRight[],
): string | undefined {
  const provider = openProviderIds.find((id) => id === profile.provider);
  if (provider === undefined) return undefined;
  const { bucket, acl, access, keyTemplate } = profile;
  const prefix = keyPrefix(keyTemplate, name);
  try {
    const { signingRegion: region } = accepted(resolveStore(profile));
    // A policy of the bucket takes the place of what lets everybody see the images.
    const opened = access === 'public' && acl === '' ? { publicFolder: prefix } : {};
    const policy = accessPolicy({ provider, bucket, region, prefix, extra, acl, ...opened });
    return policy && JSON.stringify(policy.document, undefined, 2);
  } catch (error) {
    if (isImbedError(error)) return undefined;
    throw error;
  }
}
