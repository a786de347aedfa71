import { issue, ok, type ParseResult } from '../parse-result.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import type { Imported, ImportNote } from './imported.ts';
import { parseJsonText } from './json-text.ts';

/** Profiles of another device, as `profileText` wrote them, or a whole configuration file. */
export function importImbed(text: string): ParseResult<Imported> {
  const parsed = parseJsonText(text.trim());
  if (!parsed.ok) return parsed;
  if (!('profiles' in parsed.value)) return issue('file', 'holds no profiles of Imbed');
  const settings = parseSettings(parsed.value);
  if (!settings.ok) return settings;
  const { defaultProfile, profiles } = settings.value;
  const entries = Object.entries(profiles);
  const keyless = entries.filter(([, { credentials }]) => credentials.source === 'env');
  const notes: readonly ImportNote[] = [
    ...keyless.map(([about]) => ({ about, problem: 'came without keys: enter them on this device' })),
    ...('storage' in parsed.value
      ? [{ about: 'storage', problem: 'where notes keep their images is set on each device by itself' }]
      : []),
  ];
  return ok({
    profiles: entries.map(([name, profile]) => ({ name, profile })),
    active: defaultProfile,
    notes,
  });
}
