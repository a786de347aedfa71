import { resolveStore } from '../providers/index.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { accepted } from '../settings/accepted.ts';
import { profileNamed } from '../settings/parse-settings.ts';
import type { NamedProfiles, Profile } from '../settings/profile.ts';
import { openBucketStore } from '../store/create-store.ts';
import type { CredentialsProvider } from '../store/credentials.ts';
import type { BucketStore, ObjectStore } from '../store/object-store.ts';
import { assembleProfile, type ProfileHost } from './open-resolved-profile.ts';
import type { UploadService } from './upload-service.ts';

/** A profile with all that works on its store. */
export interface OpenProfile {
  readonly name: string;
  readonly settings: Profile;
  readonly store: ResolvedStore;
  /** As the ledger names the bucket. */
  readonly storeIdentity: string;
  readonly uploads: UploadService;
  readonly objects: ObjectStore;
  /** Loads the AWS SDK. */
  openBucket(): Promise<BucketStore>;
}

/** The profiles of one configuration, each opened when it is first asked for. */
export interface OpenProfiles {
  /** Rejects with `config/invalid`, `config/provider-closed` or `template/invalid`. */
  open(name: string): Promise<OpenProfile>;
  readonly names: readonly string[];
}

/** What a host brings to all profiles of a configuration. */
export interface ProfilesHost extends Omit<ProfileHost, 'credentials'> {
  credentialsOf(name: string, profile: Profile, store: ResolvedStore): CredentialsProvider;
  /** The proxy that is in force, where that is not simply the profile's own: the environment may name one. */
  proxyOf?(profile: Profile, store: ResolvedStore): Promise<string>;
}

/** Each profile is opened once; one that makes no sense keeps none of the others from working. */
export function createOpenProfiles(settings: NamedProfiles, host: ProfilesHost): OpenProfiles {
  const opened = new Map<string, Promise<OpenProfile>>();
  return {
    names: Object.keys(settings.profiles),
    open(name) {
      const known = opened.get(name) ?? openOne(name, settings, host);
      opened.set(name, known);
      return known;
    },
  };
}

async function openOne(
  name: string,
  profiles: NamedProfiles,
  { credentialsOf, proxyOf, ...ports }: ProfilesHost,
): Promise<OpenProfile> {
  const settings = accepted(profileNamed(name, profiles, 'profile'));
  const store = accepted(resolveStore(settings), settings.provider);
  const proxy = proxyOf === undefined ? settings.proxy : await proxyOf(settings, store);
  const { storeInit, ...pieces } = assembleProfile(name, { ...settings, proxy }, store, {
    ...ports,
    credentials: credentialsOf(name, settings, store),
  });
  return { name, settings, store, ...pieces, openBucket: () => openBucketStore(storeInit) };
}
