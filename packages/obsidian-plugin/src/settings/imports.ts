import {
  addProfiles,
  type ConfigIssue,
  type Imported,
  type ImportNote,
  type ImportProgram,
  importProfiles,
  type ParseResult,
  portableProfile,
} from '@imbed/core';
import type { SecretStorage } from 'obsidian';
import {
  isSize,
  type PluginData,
  profileNames,
  profileText,
  withSecrets,
  withSetting,
} from '../plugin-data.ts';
import { keepKeys } from './secret-keeping.ts';

/** Where settings can come from: what core reads, and a plugin that leaves its stores to PicGo. */
export type Source = ImportProgram | 'image-auto-upload';

/** Where other plugins keep their settings, below the folder of plugins. */
export const pluginFiles: Partial<Record<Source, string>> = {
  'image-auto-upload': 'obsidian-image-auto-upload-plugin/data.json',
  's3-image-uploader': 's3-image-uploader/data.json',
};

export interface Taken {
  readonly data: PluginData;
  readonly count: number;
  readonly notes: readonly ImportNote[];
}

/** The settings with those of another program added. Keys go into the secret storage, and nowhere else. */
export function takeOver(
  data: PluginData,
  source: Source,
  text: string,
  storage: Pick<SecretStorage, 'getSecret' | 'setSecret'>,
  inPicGo: string,
): ParseResult<Taken> {
  if (source === 'image-auto-upload') return takeLinks(data, text, inPicGo);
  const imported = importProfiles(source, text);
  return imported.ok ? takeProfiles(data, imported.value, storage) : imported;
}

function takeProfiles(
  data: PluginData,
  { profiles, active, notes }: Imported,
  storage: Pick<SecretStorage, 'getSecret' | 'setSecret'>,
): ParseResult<Taken> {
  const halves = profiles.map(({ name, profile }) => ({ name, ...portableProfile(profile) }));
  const before = withoutUntouched(data);
  const added = addProfiles(JSON.stringify(before.settings), halves, active);
  if (!added.ok) return added;
  const settings = JSON.parse(added.value.text) as PluginData['settings'];
  const withKeys = added.value.placed.reduce<PluginData>(
    (changed, { name }, index) => {
      const keys = halves[index]?.keys;
      return keys === undefined ? changed : withSecrets(changed, name, keepKeys(storage, name, keys));
    },
    { ...before, settings },
  );
  const left = halves.flatMap(({ name, leftOut }) =>
    leftOut.map((setting) => ({ about: name, problem: `${setting} is left out: Obsidian decides about it` })),
  );
  const known = profileNames(withKeys).includes(String(settings['defaultProfile']));
  const first = active ?? added.value.placed[0]?.name;
  return {
    ok: true,
    value: {
      data: known || first === undefined ? withKeys : withSetting(withKeys, ['defaultProfile'], first),
      count: profiles.length,
      notes: [...notes, ...left],
    },
  };
}

/** A first profile that nobody has begun to fill in makes room. */
function withoutUntouched(data: PluginData): PluginData {
  const [only, ...others] = profileNames(data);
  if (only === undefined || others.length > 0 || profileText(data, only, 'bucket') !== '') return data;
  const { defaultProfile: _, profiles: __, ...settings } = data.settings;
  return { ...data, settings };
}

/** https://github.com/renmu123/obsidian-image-auto-upload-plugin: a size, such as `|300`. */
function takeLinks(data: PluginData, text: string, inPicGo: string): ParseResult<Taken> {
  try {
    const saved: unknown = JSON.parse(text);
    const suffix: unknown =
      typeof saved === 'object' && saved !== null ? Reflect.get(saved, 'imageSizeSuffix') : '';
    const size = typeof suffix === 'string' ? suffix.replace(/^\|/, '').trim() : '';
    return {
      ok: true,
      value: {
        data: isSize(size) && size !== '' ? { ...data, links: { ...data.links, size } } : data,
        count: 0,
        notes: [{ about: 'PicGo', problem: inPicGo }],
      },
    };
  } catch {
    const issues: readonly ConfigIssue[] = [{ field: 'file', problem: 'is not JSON' }];
    return { ok: false, issues };
  }
}
