import { accepted, ImbedError, importProfiles, localeOf, type ProfileKeys, problemText } from '@imbed/core';
import { env, l10n, window, workspace } from 'vscode';
import { destinationOf } from '../destination.ts';
import { addToSetting, changeSetting } from '../editor-settings.ts';
import { askForSource, type ForeignSource } from '../imports/foreign-source.ts';
import {
  type ForeignProfile,
  linesOf,
  type Offered,
  offeredBy,
  type TakenOver,
  withForeign,
} from '../imports/taken-over.ts';
import { keepKeys, readKeys, type SecretsPort } from '../keys.ts';
import { Advice } from './advice.ts';
import type { CommandHost } from './command-host.ts';
import { showReport } from './show-report.ts';

/**
 * Takes profiles over from another program, after a look at what they would be; their keys go into the secret storage.
 * Rejects with `import/invalid`.
 */
export async function importFromPrograms({ work, secrets, onChange }: CommandHost): Promise<void> {
  const title = l10n.t('Import profiles from other programs');
  const source = await askForSource(title, work.foreignFiles());
  if (source === undefined) return;
  const offered = read(source);
  if (offered.notes.length > 0) await showReport(title, reportOf(source, offered));
  if (offered.profiles.length === 0)
    throw new Advice(l10n.t('Nothing of {0} can be taken over.', source.from));
  const chosen = await choose(title, offered.profiles);
  if (chosen.length === 0) return;
  const added = await add(chosen, offered.active, secrets);
  onChange();
  void window.showInformationMessage(wordsOf(added));
}

/** Names of profiles. */
interface Added {
  readonly profiles: readonly string[];
  /** That were here without keys, and have some now. */
  readonly keys: readonly string[];
  /** That were here with other keys, which stay. */
  readonly keptKeys: readonly string[];
}

function wordsOf({ profiles, keys, keptKeys }: Added): string {
  const news = [
    ...(profiles.length > 0 ? [l10n.t('Profiles added: {0}', profiles.join(', '))] : []),
    ...(keys.length > 0 ? [l10n.t('Keys added to: {0}', keys.join(', '))] : []),
  ];
  const nothing = l10n.t('All of it was here already, just the same.');
  const kept = l10n.t(
    'Other keys are kept here for {0}; they stay. The command "Imbed: Set credentials" changes them.',
    keptKeys.join(', '),
  );
  if (keptKeys.length > 0) return [...news, kept].join(' · ');
  return news.length > 0 ? news.join(' · ') : nothing;
}

function read({ program, from, text }: ForeignSource): Offered {
  const imported = importProfiles(program, text);
  if (!imported.ok) throw new ImbedError('import/invalid', { name: from, issues: imported.issues });
  return offeredBy(imported.value);
}

function reportOf({ name, from }: ForeignSource, { profiles, notes }: Offered): string {
  return [
    `# ${name}`,
    `\`${from}\``,
    ...profiles.map((one) => [`## ${one.name}`, linesOf(one.profile).map(asItem).join('\n')].join('\n\n')),
    `## ${l10n.t('Good to know')}`,
    notes.map((note) => asItem(`${note.about}: ${problemText(note, localeOf(env.language))}`)).join('\n'),
    '',
  ].join('\n\n');
}

function asItem(line: string): string {
  return `- ${line}`;
}

/** None when the person changed their mind. */
async function choose(
  title: string,
  profiles: readonly ForeignProfile[],
): Promise<readonly ForeignProfile[]> {
  const choices = profiles.map((one) => ({
    ...{ label: one.name, picked: true, one },
    description: `${one.profile.provider} · ${one.profile.bucket}`,
    detail: linesOf(one.profile).join(' · '),
  }));
  // The report that comes up behind it takes the focus.
  const shown = { title, canPickMany: true, ignoreFocusOut: true } as const;
  const chosen = await window.showQuickPick(choices, shown);
  return (chosen ?? []).map(({ one }) => one);
}

async function add(
  chosen: readonly ForeignProfile[],
  active: string | undefined,
  secrets: SecretsPort,
): Promise<Added> {
  const own = workspace.getConfiguration('imbed');
  const before = {
    profiles: own.get<Record<string, unknown>>('profiles') ?? {},
    defaultProfile: own.get<string>('defaultProfile') ?? '',
  };
  const after = withForeign(before, chosen, active);
  const taken = await takeKeys(after.placed, chosen, secrets);
  const names = after.placed.flatMap(({ name, isNew }) => (isNew ? [name] : []));
  await addToSetting('profiles', Object.fromEntries(names.map((name) => [name, after.profiles[name]])));
  if (after.defaultProfile !== before.defaultProfile)
    await changeSetting('defaultProfile', after.defaultProfile);
  return { profiles: names, ...taken };
}

/** A profile that is here already keeps the keys that it has: nobody could bring them back. */
async function takeKeys(
  placed: TakenOver['placed'],
  chosen: readonly ForeignProfile[],
  secrets: SecretsPort,
): Promise<Pick<Added, 'keys' | 'keptKeys'>> {
  const [added, kept]: [string[], string[]] = [[], []];
  for (const [index, { name, isNew }] of placed.entries()) {
    const { keys, profile } = chosen[index] ?? {};
    if (keys === undefined || profile === undefined) continue;
    const of = { profile: name, destination: accepted(destinationOf(profile)) };
    const present = isNew ? undefined : await readKeys(secrets, of).catch(() => undefined);
    if (present === undefined) await keepKeys(secrets, of, keys);
    if (present === undefined && !isNew) added.push(name);
    if (present !== undefined && !areSame(present, keys)) kept.push(name);
  }
  return { keys: added, keptKeys: kept };
}

function areSame(one: ProfileKeys, other: ProfileKeys): boolean {
  return (
    one.accessKeyId === other.accessKeyId &&
    one.secretAccessKey === other.secretAccessKey &&
    one.sessionToken === other.sessionToken
  );
}
