import { applyEdits, type JSONPath, modify, type ParseError, parse } from 'jsonc-parser';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import { type NamedProfile, type PlacedProfile, placeProfiles } from './place-profiles.ts';

export interface ExtendedConfig {
  readonly text: string;
  /** In the order in which they were given. */
  readonly placed: readonly PlacedProfile[];
}

/**
 * The text of a configuration with profiles added to it, as {@link placeProfiles} does it. Whatever stood in it stays as
 * it is, comments included.
 *
 * @param text of the configuration; empty for a new one
 * @param active the name, among `added`, of the one to use when nobody chooses
 */
export function addProfiles(
  text: string,
  added: readonly NamedProfile[],
  active: string | undefined = added[0]?.name,
): ParseResult<ExtendedConfig> {
  const errors: ParseError[] = [];
  const start = text === '' ? '{\n  "version": 1\n}\n' : text;
  const config: unknown = parse(start, errors, { allowTrailingComma: true });
  if (errors.length > 0) return issue('file', 'not-json-object');
  const found = placeProfiles(config, added, active);
  if (!found.ok) return found;
  const { placed, profiles, defaultProfile } = found.value;
  const chosen =
    defaultProfile === undefined ? start : withSetting(start, ['defaultProfile'], defaultProfile);
  const extended = Object.entries(profiles).reduce(
    (edited, [name, profile]) => withSetting(edited, ['profiles', name], profile),
    chosen,
  );
  return ok({ text: extended, placed });
}

function withSetting(text: string, path: JSONPath, setting: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol,
  };
  return applyEdits(text, modify(text, path, setting, { formattingOptions }));
}
