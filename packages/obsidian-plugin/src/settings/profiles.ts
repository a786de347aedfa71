import {
  currentProfile,
  type PluginData,
  profileNames,
  secretsOf,
  settingAt,
  withCurrentProfile,
  withSecrets,
  withSetting,
} from '../plugin-data.ts';

/** As the settings of every host want names; empty when `name` is one that nobody has. */
export type NameProblem = 'none' | 'form' | 'taken';

export function nameProblem(data: PluginData, name: string): NameProblem {
  if (!/^[^\s/\\]{1,64}$/.test(name)) return 'form';
  return profileNames(data).includes(name) ? 'taken' : 'none';
}

/** With one more profile, of the same store as the one in use. */
export function withNewProfile(data: PluginData): readonly [data: PluginData, name: string] {
  const names = profileNames(data);
  let number = 2;
  while (names.includes(`profile-${number}`)) number += 1;
  const name = `profile-${number}`;
  const provider = settingAt(data, ['profiles', currentProfile(data), 'provider']);
  return [withSetting(data, ['profiles', name], { provider, bucket: '' }), name];
}

/** The last one stays; where the one in use goes, images go to the first of the others. */
export function withoutProfile(data: PluginData, name: string): PluginData {
  const [first] = profileNames(data).filter((one) => one !== name);
  if (first === undefined) return data;
  const { [name]: _, ...secrets } = data.secrets;
  const rest = { ...withSetting(data, ['profiles', name], undefined), secrets };
  return currentProfile(data) === name ? withCurrentProfile(rest, first) : rest;
}

/** Under another name, wherever it is named. */
export function withRenamedProfile(data: PluginData, from: string, to: string): PluginData {
  const profiles = profileNames(data).map((name) => [
    name === from ? to : name,
    renamed(settingAt(data, ['profiles', name]), 'mirrors', from, to),
  ]);
  const withProfiles = withSetting(data, ['profiles'], Object.fromEntries(profiles));
  const rules = settingAt(data, ['storage', 'rules']);
  const withRules = Array.isArray(rules)
    ? withSetting(
        withProfiles,
        ['storage', 'rules'],
        rules.map((rule: unknown) => renamed(rule, 'profile', from, to)),
      )
    : withProfiles;
  const { [from]: _, ...secrets } = data.secrets;
  const withNames = withSecrets({ ...withRules, secrets }, to, secretsOf(data, from));
  return currentProfile(data) === from ? withCurrentProfile(withNames, to) : withNames;
}

function renamed(holder: unknown, key: string, from: string, to: string): unknown {
  if (typeof holder !== 'object' || holder === null) return holder;
  const value: unknown = Reflect.get(holder, key);
  const isList = Array.isArray(value);
  if (!isList && value !== from) return holder;
  return { ...holder, [key]: isList ? value.map((one: unknown) => (one === from ? to : one)) : to };
}
