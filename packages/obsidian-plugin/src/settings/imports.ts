import {
  configIssue,
  type Imported,
  type ImportNote,
  type ImportProgram,
  importProfiles,
  type ParseResult,
  placeProfiles,
  portableProfile,
} from '@imbed/core';
import type { SecretStorage } from 'obsidian';
import {
  isSize,
  type PluginData,
  profileNames,
  profileText,
  recordOf,
  secretsOf,
  settingAt,
  withSecrets,
  withSetting,
} from '../plugin-data.ts';
import { credentialsFrom } from '../session.ts';
import { keepKeys } from './secret-keeping.ts';

/** Where settings can come from: what core reads, and a plugin that leaves its stores to PicGo. */
export type Source = ImportProgram | 'image-auto-upload';

/** Where other plugins keep their settings, below the folder of plugins. */
export const pluginFiles: Partial<Record<Source, string>> = {
  'image-auto-upload': 'obsidian-image-auto-upload-plugin/data.json',
  's3-image-uploader': 's3-image-uploader/data.json',
};

/** Where the others keep them on a computer, for who has to find the file. */
export const places: Partial<Record<Source, readonly string[]>> = {
  picgo: appFiles('picgo', 'data.json', '~/.picgo/config.json'),
  piclist: appFiles('piclist', 'data.json', '~/.piclist/data.json'),
  siyuan: ['~/SiYuan/conf/conf.json'],
  rclone: ['~/.config/rclone/rclone.conf', '%APPDATA%\\rclone\\rclone.conf'],
};

function appFiles(app: string, file: string, ofTheCommand: string): readonly string[] {
  return [
    `%APPDATA%\\${app}\\${file}`,
    `~/Library/Application Support/${app}/${file}`,
    `~/.config/${app}/${file}`,
    ofTheCommand,
  ];
}

/** What other settings hold; nothing is changed before it is taken. */
export interface Find {
  readonly profiles: readonly FoundProfile[];
  readonly notes: readonly ImportNote[];
  /** The settings with all of it. Keys go into the secret storage, and nowhere else. */
  take(): PluginData;
}

export interface FoundProfile {
  /** What it will be called here. */
  readonly name: string;
  /** False for one that is here already, just the same. */
  readonly isNew: boolean;
  /** As they will be written, without keys. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly hasKeys: boolean;
  /** Whether its keys stay as they are: one that is here already is not given others. */
  readonly keepsKeys: boolean;
}

type Secrets = Pick<SecretStorage, 'getSecret' | 'setSecret'>;

/** Looks through the settings of another program. */
export function lookInto(
  data: PluginData,
  source: Source,
  text: string,
  { inPicGo, storage }: { readonly inPicGo: string; readonly storage: Secrets },
): ParseResult<Find> {
  if (source === 'image-auto-upload') return linksIn(data, text, inPicGo);
  const imported = importProfiles(source, text);
  return imported.ok ? profilesIn(data, imported.value, storage) : imported;
}

function profilesIn(
  data: PluginData,
  { profiles, active, notes }: Imported,
  storage: Secrets,
): ParseResult<Find> {
  const halves = profiles.map(({ name, profile }) => ({ name, ...portableProfile(profile) }));
  const before = withoutUntouched(data);
  const there = recordOf(before.settings['profiles']);
  const compared = mapped(there, (profile) => ({ credentials: keysElsewhere, ...recordOf(profile) }));
  const found = placeProfiles({ ...before.settings, profiles: compared }, halves, active);
  if (!found.ok) return found;
  const { placed, ...added } = found.value;
  const news = mapped(added.profiles, ({ credentials: _, ...profile }) => profile);
  const settings = { ...before.settings, ...added, profiles: { ...there, ...news } };
  const left = halves.flatMap(({ name, leftOut }) =>
    leftOut.map((setting) => ({ about: name, problem: `${setting} is left out: Obsidian decides about it` })),
  );
  const first = active ?? placed[0]?.name;
  const keepsKeys = (name: string, isNew: boolean) => !isNew && hasKeys(before, name, storage);
  return {
    ok: true,
    value: {
      notes: [...notes, ...left],
      profiles: placed.map(({ name, isNew }, index) => ({
        ...{ name, isNew, hasKeys: halves[index]?.keys !== undefined, keepsKeys: keepsKeys(name, isNew) },
        settings: recordOf(settingAt({ ...before, settings }, ['profiles', name])),
      })),
      take() {
        const withKeys = placed.reduce<PluginData>(
          (changed, { name, isNew }, index) => {
            const keys = halves[index]?.keys;
            return keys === undefined || keepsKeys(name, isNew)
              ? changed
              : withSecrets(changed, name, keepKeys(storage, name, keys));
          },
          { ...before, settings },
        );
        const known = profileNames(withKeys).includes(String(settings['defaultProfile']));
        return known || first === undefined ? withKeys : withSetting(withKeys, ['defaultProfile'], first);
      },
    },
  };
}

function hasKeys(data: PluginData, name: string, storage: Secrets): boolean {
  try {
    const getSecret = (id: string) => storage.getSecret(id);
    return credentialsFrom(secretsOf(data, name), { getSecret }) !== undefined;
  } catch {
    return false;
  }
}

/** What core writes where keys are not in the configuration; here they never are. */
const keysElsewhere = { source: 'env' };

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** A first profile that nobody has begun to fill in makes room. */
function withoutUntouched(data: PluginData): PluginData {
  const [only, ...others] = profileNames(data);
  if (only === undefined || others.length > 0 || profileText(data, only, 'bucket') !== '') return data;
  const { defaultProfile: _, profiles: __, ...settings } = data.settings;
  return { ...data, settings };
}

/** https://github.com/renmu123/obsidian-image-auto-upload-plugin: a size, such as `|300`. */
function linksIn(data: PluginData, text: string, inPicGo: string): ParseResult<Find> {
  try {
    const suffix = recordOf(JSON.parse(text))['imageSizeSuffix'];
    const size = typeof suffix === 'string' ? suffix.replace(/^\|/, '').trim() : '';
    const isUsable = isSize(size) && size !== '';
    return {
      ok: true,
      value: {
        profiles: [],
        notes: [{ about: 'PicGo', problem: inPicGo }],
        take: () => (isUsable ? { ...data, links: { ...data.links, size } } : data),
      },
    };
  } catch {
    return { ok: false, issues: [configIssue('file', 'not-json', {})] };
  }
}
