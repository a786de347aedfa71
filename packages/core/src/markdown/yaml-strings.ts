import { CST, Parser } from 'yaml';
import type { FrontMatterSetting, FrontMatterString } from './front-matter.ts';
import { below, type KeyPath, namesImage } from './front-matter-keys.ts';

type Token = CST.Token | null | undefined;
type Item = Pick<CST.CollectionItem, 'key' | 'value'>;

/** Aliases and block scalars are no paths; a key inside a key is none that any theme reads. */
const stringTypes: ReadonlySet<string> = new Set(['scalar', 'single-quoted-scalar', 'double-quoted-scalar']);

/** The strings under keys that name images. What is no YAML is passed over: the concrete syntax has no errors. */
export function readYamlStrings(source: string): FrontMatterString[] {
  const strings: FrontMatterString[] = [];
  const pending: { readonly token: Token; readonly keys: KeyPath }[] = [];
  for (const token of new Parser().parse(source))
    if (token.type === 'document') pending.push({ token: token.value, keys: [] });
  // Not recursive: a note decides how deep it nests.
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, keys } = next;
    if (CST.isCollection(token)) {
      for (const item of token.items) pending.push({ token: item.value, keys: keysOf(item, keys) });
    } else if (namesImage(keys)) strings.push(...stringOf(token));
  }
  return strings.sort((a, b) => a.range.start - b.range.start);
}

function keysOf({ key }: Item, keys: KeyPath): KeyPath {
  const name = key === undefined ? undefined : scalarValue(key);
  return name === undefined ? keys : below(keys, [name]);
}

function stringOf(token: Token): FrontMatterString[] {
  const value = scalarValue(token);
  // A value over several lines is prose.
  if (value === undefined || !CST.isScalar(token) || token.source.includes('\n')) return [];
  const { offset, source } = token;
  return [{ range: { start: offset, end: offset + source.length }, source, value }];
}

/** What stands behind a key at the top; more than once where it does. */
export function readYamlSettings(source: string, names: readonly string[]): FrontMatterSetting[] {
  const settings: FrontMatterSetting[] = [];
  for (const token of new Parser().parse(source)) {
    if (token.type !== 'document' || !CST.isCollection(token.value)) continue;
    for (const { key, value } of token.value.items) {
      const name = key ? scalarValue(key) : undefined;
      if (name !== undefined && names.includes(name)) settings.push({ name, value: wordOf(value) });
    }
  }
  return settings;
}

/** Obsidian writes some properties as lists; one of a single word says what that word says. */
function wordOf(token: Token): string | undefined {
  if (token === null || token === undefined) return '';
  if (!CST.isCollection(token)) return scalarValue(token);
  const [item, ...others] = token.items.filter(({ key, value }) => key || value);
  return item === undefined || item.key || others.length > 0 ? undefined : scalarValue(item.value);
}

/** What a scalar says; `undefined` for what is none, or malformed. */
function scalarValue(token: Token): string | undefined {
  if (!CST.isScalar(token) || !stringTypes.has(token.type)) return undefined;
  let malformed = false;
  const value = CST.resolveAsScalar(token, false, () => {
    malformed = true;
  }).value;
  return malformed ? undefined : value;
}
