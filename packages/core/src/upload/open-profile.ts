import { resolveStore } from '../providers/index.ts';
import { accepted } from '../settings/accepted.ts';
import type { Profile } from '../settings/profile.ts';
import { openResolvedProfile, type ProfileHost } from './open-resolved-profile.ts';
import type { UploadService } from './upload-service.ts';

/**
 * The pipeline of one profile, ready for images.
 * @throws ImbedError `config/provider-closed`, `config/invalid` or `template/invalid`; issues name settings of the profile
 */
export function openProfile(name: string, profile: Profile, host: ProfileHost): UploadService {
  return openResolvedProfile(name, profile, accepted(resolveStore(profile), profile.provider), host);
}
