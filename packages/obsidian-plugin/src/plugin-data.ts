/** Names of secrets in Obsidian's secret storage; the secrets themselves are never in a file. */
export interface SecretNames {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty unless the keys are temporary. */
  readonly sessionToken: string;
}

/** What `data.json` holds: the settings in the form that every host shares, and which secrets go with them. */
export interface PluginData {
  /** Unchecked, so that a setting of a newer version survives and a half-filled form can be saved. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By name of the profile. */
  readonly secrets: Readonly<Record<string, SecretNames>>;
}

/** The profile that is there from the start. */
const firstProfile = 'default';

/** The fields of a profile that the settings tab shows. */
export const profileFields = ['provider', 'bucket', 'region', 'endpoint', 'publicBaseUrl'] as const;

export type ProfileField = (typeof profileFields)[number];

/** Whatever stands in `data.json`, which sync or a hand may have changed. */
export function readPluginData(saved: unknown): PluginData {
  const { settings, secrets } = recordOf(saved);
  return {
    settings: {
      version: 1,
      defaultProfile: firstProfile,
      ...recordOf(settings),
      profiles: profilesOf(settings),
    },
    secrets: Object.fromEntries(
      Object.entries(recordOf(secrets)).map(([name, names]) => [name, secretNames(names)]),
    ),
  };
}

/** The profile that images go to, and that the settings tab shows. */
export function currentProfile({ settings }: PluginData): string {
  return textOf(settings['defaultProfile']);
}

export function withCurrentProfile(data: PluginData, name: string): PluginData {
  return { ...data, settings: { ...data.settings, defaultProfile: name } };
}

export function profileNames({ settings }: PluginData): readonly string[] {
  return Object.keys(profilesOf(settings));
}

export function secretsOf({ secrets }: PluginData, profile: string): SecretNames {
  return secrets[profile] ?? secretNames(undefined);
}

/** Of the current profile. */
export function withSecret(data: PluginData, field: keyof SecretNames, name: string): PluginData {
  const profile = currentProfile(data);
  const changed = { ...secretsOf(data, profile), [field]: name };
  return { ...data, secrets: { ...data.secrets, [profile]: changed } };
}

function secretNames(saved: unknown): SecretNames {
  const { accessKeyId, secretAccessKey, sessionToken } = recordOf(saved);
  return {
    accessKeyId: textOf(accessKeyId),
    secretAccessKey: textOf(secretAccessKey),
    sessionToken: textOf(sessionToken),
  };
}

/** Whether somebody has begun to set the plugin up: until then it stays out of the way. */
export function isSetUp(data: PluginData): boolean {
  return profileField(data, 'bucket') !== '';
}

/** Of the current profile. */
export function profileField(data: PluginData, field: ProfileField): string {
  return textOf(recordOf(profilesOf(data.settings)[currentProfile(data)])[field]);
}

export function withProfileField(data: PluginData, field: ProfileField, value: string): PluginData {
  const profiles = profilesOf(data.settings);
  const name = currentProfile(data);
  const profile = { ...recordOf(profiles[name]), [field]: value };
  return { ...data, settings: { ...data.settings, profiles: { ...profiles, [name]: profile } } };
}

function profilesOf(settings: unknown): Readonly<Record<string, unknown>> {
  const profiles = recordOf(recordOf(settings)['profiles']);
  return Object.keys(profiles).length > 0
    ? profiles
    : { [firstProfile]: { provider: 'aliyun-oss', bucket: '' } };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
