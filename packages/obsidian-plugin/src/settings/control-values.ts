import { defaultProfile, defaultStorage } from '@imbed/core';
import { type PluginData, settingAt, withSetting } from '../plugin-data.ts';

/**
 * Controls are called by where their setting stands: `profiles/blog/bucket`, `storage/rules/0/notes`, `links/size`.
 * Names of profiles have no slash.
 */
export function keyOf(...path: readonly (string | number)[]): string {
  return path.join('/');
}

export const insertedKey = 'uploadInserted';

const MIB = 1024 * 1024;

/** As the control shows it: what is not set has its default, sizes are in MiB, lists are words with commas. */
export function controlValue(data: PluginData, key: string): unknown {
  const path = key.split('/');
  const field = path.at(-1) ?? '';
  if (key === insertedKey) return data.uploadInserted;
  if (path[0] === 'links') return Reflect.get(data.links, field);
  const value = settingAt(data, path) ?? defaultAt(path);
  if (field === 'maxBytes') return typeof value === 'number' ? value / MIB : value;
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
}

export function withControlValue(data: PluginData, key: string, value: unknown): PluginData {
  const path = key.split('/');
  const field = path.at(-1) ?? '';
  if (key === insertedKey) return { ...data, uploadInserted: value === true };
  if (path[0] === 'links') return { ...data, links: { ...data.links, [field]: trimmed(value) } };
  return withSetting(data, path, writtenValue(field, trimmed(value)));
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** As `data.json` holds it; `undefined` for what is left to the default. */
function writtenValue(field: string, value: unknown): unknown {
  if (field === 'maxBytes') return typeof value === 'number' ? Math.round(value * MIB) : undefined;
  if (field === 'mirrors') {
    const names = String(value)
      .split(/[\s,，]+/)
      .filter((name) => name !== '');
    return names.length === 0 ? undefined : names;
  }
  return value === '' && field !== 'bucket' && field !== 'notes' ? undefined : value;
}

/** Rules have none: what they leave open is decided elsewhere. */
function defaultAt([section, ...rest]: readonly string[]): unknown {
  if (section === 'profiles' && rest.length === 2) return Reflect.get(defaultProfile, rest[1] ?? '');
  return section === 'storage' && rest.length === 1 ? Reflect.get(defaultStorage, rest[0] ?? '') : undefined;
}
