import { issue, ok, type ParseResult } from '../parse-result.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import { type Imported, type ImportNote, importNote } from './imported.ts';
import { parseJsonText } from './json-text.ts';

/** Profiles of another device, as `profileText` wrote them, or a whole configuration file. */
export function importImbed(text: string): ParseResult<Imported> {
  const parsed = parseJsonText(text.trim());
  if (!parsed.ok) return parsed;
  if (!('profiles' in parsed.value)) return issue('file', 'no-profiles-there');
  const settings = parseSettings(parsed.value);
  if (!settings.ok) return settings;
  const { defaultProfile, profiles } = settings.value;
  const entries = Object.entries(profiles);
  const keyless = entries.filter(([, { credentials }]) => credentials.source === 'env');
  const notes: readonly ImportNote[] = [
    ...keyless.map(([about]) => importNote(about, 'keys-missing')),
    ...('storage' in parsed.value ? [importNote('storage', 'storage-left-out')] : []),
  ];
  return ok({
    profiles: entries.map(([name, profile]) => ({ name, profile })),
    active: defaultProfile,
    notes,
  });
}
