import { issue, ok, type ParseResult } from '../parse-result.ts';

/** A section's settings by name, in the order of the file. */
export type IniSections = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The plain INI that rclone writes: sections, `key = value`, and whole lines of comment. */
export function parseIniText(text: string): ParseResult<IniSections> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = written.trim();
    if (line === '' || /^[#;]/.test(line)) continue;
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    const [, key, value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      section = sections.get(name) ?? {};
      sections.set(name, section);
    } else if (key !== undefined && section !== undefined) section[key] = value;
    else return issue('file', 'no-ini', { line: index + 1 });
  }
  return ok(sections);
}
