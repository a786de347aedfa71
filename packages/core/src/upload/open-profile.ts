import type { ParseResult } from '../parse-result.ts';
import { resolveStore } from '../providers/index.ts';
import type { Profile } from '../settings/profile.ts';
import { openResolvedProfile, type ProfileHost } from './open-resolved-profile.ts';
import type { UploadService } from './upload-service.ts';

/** The pipeline of one profile, ready for images; issues name settings of the profile. */
export function openProfile(name: string, profile: Profile, host: ProfileHost): ParseResult<UploadService> {
  const store = resolveStore(profile);
  return store.ok ? openResolvedProfile(name, profile, store.value, host) : store;
}
