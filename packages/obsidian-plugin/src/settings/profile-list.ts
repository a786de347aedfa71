import { checkProfile } from '@imbed/core';
import type { SettingDefinitionList, SettingDefinitionPage } from 'obsidian';
import { asked } from '../commands/answered-modal.ts';
import { currentProfile, type PluginData, profileNames, profileText } from '../plugin-data.ts';
import { parsedProfile } from './parsed-profile.ts';
import type { Part } from './part.ts';
import { profilePage } from './profile-page.ts';
import { withNewProfile, withoutProfile } from './profiles.ts';

/** Profiles, each on a page of its own. */
export function profileList(part: Part): SettingDefinitionList {
  const { words } = part;
  const names = profileNames(part.data());
  return {
    type: 'list',
    heading: words.profiles,
    items: names.map((name) => entry(part, name)),
    addItem: { name: words.addProfile, action: () => void part.rebuild(withNewProfile(part.data())[0]) },
    // The last one stays.
    ...(names.length > 1 && {
      onDelete: (index) => void remove(part, names[index] ?? ''),
    }),
  };
}

/** A profile is quickly lost, and long to write again; keys and images stay where they are. */
async function remove(part: Part, name: string): Promise<void> {
  const { app, words } = part;
  const isAgreed = await asked(app, words.removeProfile(name), words.remove, words.keep);
  await part.rebuild(isAgreed ? withoutProfile(part.data(), name) : part.data());
}

function entry(part: Part, name: string): SettingDefinitionPage {
  const { words } = part;
  return {
    ...{ type: 'page', name },
    displayValue: () => {
      const data = part.data();
      const bucket = profileText(data, name, 'bucket') || words.unfinished;
      return currentProfile(data) === name ? `${bucket} · ${words.inUse}` : bucket;
    },
    status: () => (isFinished(part.data(), name) ? null : 'warning'),
    items: profilePage(part, name),
  };
}

/** As far as can be told without asking the store. */
function isFinished(data: PluginData, name: string): boolean {
  const profile = parsedProfile(data, name);
  return profile !== undefined && checkProfile(profile).length === 0;
}
