import { isWrittenObject, type WrittenObject } from '../settings/written-object.ts';

/** Settings of another program: whatever was written there, asked for by name. */
export interface Fields {
  /** Trimmed; empty for what is absent, `null` or no text. A number is told in digits. */
  text(name: string): string;
  /** `undefined` unless it is true or false, as such or as a word. */
  flag(name: string): boolean | undefined;
  /** Without fields where there is no object. */
  inside(name: string): Fields;
  /** The objects in a list; empty where there is no list. */
  list(name: string): readonly Fields[];
  names(): readonly string[];
  /** Names of what is set and nobody has asked for; those that begin with `_` are the program's own business. */
  unread(): readonly string[];
}

/** @param value of any shape, as it was parsed */
export function createFields(value: unknown): Fields {
  const record = recordOf(value);
  const read = new Set<string>();
  const get = (name: string) => {
    read.add(name);
    return Object.hasOwn(record, name) ? record[name] : undefined;
  };
  return {
    text: (name) => textOf(get(name)),
    flag(name) {
      const word = textOf(get(name)).toLowerCase();
      return word === 'true' ? true : word === 'false' ? false : undefined;
    },
    inside: (name) => createFields(get(name)),
    list(name) {
      const items = get(name);
      return Array.isArray(items) ? items.map(createFields) : [];
    },
    names: () => Object.keys(record),
    unread: () =>
      Object.entries(record).flatMap(([name, inner]) =>
        read.has(name) || name.startsWith('_') || isNothing(inner) ? [] : name,
      ),
  };
}

/** A copy of its first level; empty for what is no object, since other programs' files hold anything. */
export function recordOf(value: unknown): WrittenObject {
  return isWrittenObject(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}
