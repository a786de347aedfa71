import { parseFolderTemplate } from '../naming/folder-template.ts';
import { type ConfigIssue, configIssue } from '../parse-result.ts';
import { profileNamed } from './parse-settings.ts';
import type { NamedProfiles, Settings } from './profile.ts';

/**
 * What is wrong with the mirrors of the profile `name`, by dotted path. One that is written and cannot be used yet is
 * as one that cannot be reached: it keeps no image from the profile itself.
 */
export function mirrorIssues(name: string, settings: NamedProfiles): readonly ConfigIssue[] {
  const { profiles, unusable = {} } = settings;
  return (profiles[name]?.mirrors ?? []).flatMap((mirror, index) => {
    const field = `profiles.${name}.mirrors.${index}`;
    if (mirror === name) return configIssue(field, 'own-mirror');
    return Object.hasOwn(unusable, mirror) ? [] : issuesOf(profileNamed(mirror, settings, field));
  });
}

/** What is wrong with folders and profiles that notes are to use, by dotted path. */
export function storageIssues({
  profiles,
  storage,
}: Pick<Settings, 'profiles' | 'storage'>): readonly ConfigIssue[] {
  const rules = storage.rules.flatMap(({ folder, profile }, index) => {
    const field = `storage.rules.${index}`;
    return [
      ...(folder === undefined ? [] : folderIssues(folder, `${field}.folder`)),
      ...(profile === undefined ? [] : issuesOf(profileNamed(profile, { profiles }, `${field}.profile`))),
    ];
  });
  return [...folderIssues(storage.folder, 'storage.folder'), ...rules];
}

/** @param field what the issues are to name */
export function folderIssues(folder: string, field: string): readonly ConfigIssue[] {
  return issuesOf(parseFolderTemplate(folder)).map((found) => ({ ...found, field }));
}

type Checked = { readonly ok: true } | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

function issuesOf(checked: Checked): readonly ConfigIssue[] {
  return checked.ok ? [] : checked.issues;
}
