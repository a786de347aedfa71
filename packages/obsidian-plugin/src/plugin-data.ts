/** Names of secrets in Obsidian's secret storage; the secrets themselves are never in a file. */
export interface SecretNames {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty unless the keys are temporary. */
  readonly sessionToken: string;
}

export const secretFields = ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const;

/** How links are written, beyond what Obsidian is set to. */
export interface LinkSettings {
  /** Of links to files of the vault; `obsidian`: as Obsidian is set to write them. */
  readonly style: 'obsidian' | 'markdown' | 'wiki';
  readonly alt: 'name' | 'none';
  /** `300`, `300x200`, or empty: behind the alternative text of each new link. */
  readonly size: string;
}

/** What `data.json` holds: the settings in the form that every host shares, and which secrets go with them. */
export interface PluginData {
  /** Unchecked, so that a setting of a newer version survives and a half-filled form can be saved. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** By name of the profile. */
  readonly secrets: Readonly<Record<string, SecretNames>>;
  readonly links: LinkSettings;
  /** On phones, also what Obsidian's own toolbar puts into the open note. */
  readonly uploadInserted: boolean;
}

/** The profile that is there from the start. */
const firstProfile = 'default';
const emptyProfile = { provider: 'aliyun-oss', bucket: '' };

/** Whatever stands in `data.json`, which sync or a hand may have changed. */
export function readPluginData(saved: unknown): PluginData {
  const { settings, secrets, links, uploadInserted } = recordOf(saved);
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
    links: linkSettings(links),
    uploadInserted: uploadInserted === true,
  };
}

function linkSettings(saved: unknown): LinkSettings {
  const { style, alt, size } = recordOf(saved);
  return {
    style: style === 'markdown' || style === 'wiki' ? style : 'obsidian',
    alt: alt === 'none' ? alt : 'name',
    size: isSize(textOf(size)) ? textOf(size) : '',
  };
}

/** As Obsidian takes it: a width, or width and height. */
export function isSize(text: string): boolean {
  return /^(?:\d{1,5}(?:x\d{1,5})?)?$/.test(text);
}

/** The profile that images go to. */
export function currentProfile({ settings }: PluginData): string {
  return textOf(settings['defaultProfile']);
}

export function withCurrentProfile(data: PluginData, name: string): PluginData {
  return withSetting(data, ['defaultProfile'], name);
}

export function profileNames({ settings }: PluginData): readonly string[] {
  return Object.keys(profilesOf(settings));
}

export function secretsOf({ secrets }: PluginData, profile: string): SecretNames {
  return (Object.hasOwn(secrets, profile) ? secrets[profile] : undefined) ?? secretNames(undefined);
}

export function withSecrets(data: PluginData, profile: string, names: Partial<SecretNames>): PluginData {
  return {
    ...data,
    secrets: { ...data.secrets, [profile]: { ...secretsOf(data, profile), ...names } },
  };
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
  return profileText(data, currentProfile(data), 'bucket') !== '';
}

/** A setting of a profile that is text; empty where it is not set. */
export function profileText(data: PluginData, profile: string, field: string): string {
  return textOf(settingAt(data, ['profiles', profile, field]));
}

/** What stands at a place in the settings; `undefined` where nothing does. */
export function settingAt({ settings }: PluginData, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    settings,
  );
}

/** @param value `undefined` takes the setting out */
export function withSetting(data: PluginData, path: readonly string[], value: unknown): PluginData {
  return { ...data, settings: recordOf(changed(data.settings, path, value)) };
}

function changed(place: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(place))
    return place.map((item: unknown, index) => (String(index) === key ? changed(item, rest, value) : item));
  const record = recordOf(place);
  const next = changed(record[key], rest, value);
  const { [key]: _, ...others } = record;
  // What is changed stays where it stands.
  return next === undefined ? others : { ...record, [key]: next };
}

function profilesOf(settings: unknown): Readonly<Record<string, unknown>> {
  const profiles = recordOf(recordOf(settings)['profiles']);
  return Object.keys(profiles).length > 0 ? profiles : { [firstProfile]: emptyProfile };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The members of an object; none of anything else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
