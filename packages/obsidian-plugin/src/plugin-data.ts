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
  readonly secrets: SecretNames;
}

/** The one profile that the settings tab edits. */
export const profileName = 'default';

/** The fields of that profile that the settings tab shows. */
export const profileFields = ['provider', 'bucket', 'region', 'endpoint', 'publicBaseUrl'] as const;

export type ProfileField = (typeof profileFields)[number];

/** Whatever stands in `data.json`, which sync or a hand may have changed. */
export function readPluginData(saved: unknown): PluginData {
  const { settings, secrets } = recordOf(saved);
  const { accessKeyId, secretAccessKey, sessionToken } = recordOf(secrets);
  return {
    settings: {
      version: 1,
      defaultProfile: profileName,
      ...recordOf(settings),
      profiles: profilesOf(settings),
    },
    secrets: {
      accessKeyId: textOf(accessKeyId),
      secretAccessKey: textOf(secretAccessKey),
      sessionToken: textOf(sessionToken),
    },
  };
}

export function profileField({ settings }: PluginData, field: ProfileField): string {
  return textOf(recordOf(profilesOf(settings)[profileName])[field]);
}

export function withProfileField(data: PluginData, field: ProfileField, value: string): PluginData {
  const profiles = profilesOf(data.settings);
  const profile = { ...recordOf(profiles[profileName]), [field]: value };
  return { ...data, settings: { ...data.settings, profiles: { ...profiles, [profileName]: profile } } };
}

function profilesOf(settings: unknown): Readonly<Record<string, unknown>> {
  const { profiles } = recordOf(settings);
  return { [profileName]: { provider: 'aliyun-oss', bucket: '' }, ...recordOf(profiles) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
