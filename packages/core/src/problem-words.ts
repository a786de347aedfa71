import { importProblemWords } from './import-problem-words.ts';
import { problemWordsComputers } from './problem-words-computers.ts';
import type { LocalText, Mistake } from './problems.ts';

interface Choice {
  readonly known: readonly string[];
  /** What was probably meant. */
  readonly meant: string | undefined;
}

interface Limit {
  readonly min: number;
  readonly max: number;
}

function list(words: readonly string[]): string {
  return words.join(', ');
}

/** What a word should have been, or may be. */
function choice({ known, meant }: Choice, others: string): string {
  return meant === undefined ? `${others} ${list(known)}` : `did you mean "${meant}"?`;
}

/**
 * What can be wrong with what a person wrote, by code, in English; in other languages in `messages/`. Each goes on a
 * sentence that begins with the setting. What was found is told only where it cannot be a secret in the wrong place.
 */
const settingsProblems = {
  missing: () => 'is missing',
  'missing-default': ({ known }: { readonly known: readonly string[] }) =>
    `is missing; choose one of ${list(known)}`,
  empty: () => 'must not be empty',
  'not-text': () => 'must be text, in quotes',
  'not-object': () => 'must be an object',
  'not-boolean': () => 'must be true or false',
  'not-type': ({ type }: { readonly type: 'AbortSignal' | 'Client' | 'function' }) =>
    `must be of type ${type}`,
  'not-number': ({ unit }: { readonly unit: 'bytes' | 'seconds' }) => `must be a number of ${unit}`,
  'not-whole': () => 'must be a whole number',
  'too-small': ({ min }: { readonly min: number }) => `must be at least ${min}`,
  'too-large': ({ max }: { readonly max: number }) => `must be at most ${max}`,
  'out-of-range': ({ min, max }: Limit) => `must be a whole number from ${min} to ${max}`,
  'unknown-setting': ({ meant }: Pick<Choice, 'meant'>) =>
    meant === undefined ? 'is not a setting' : `is not a setting; did you mean "${meant}"?`,
  'unknown-choice': ({ known, meant }: Choice) =>
    meant === undefined
      ? `must be one of ${list(known)}`
      : `is not one of the choices; did you mean "${meant}"?`,
  'no-source': ({ known }: Pick<Choice, 'known'>) =>
    `must be an object with a "source", one of ${list(known)}`,
  'unknown-source': ({ known }: Pick<Choice, 'known'>) => `"source" must be one of ${list(known)}`,
  'unknown-mode': (facts: Choice) =>
    facts.meant === undefined
      ? `must be one of ${list(facts.known)}`
      : `is none of the modes; did you mean "${facts.meant}"?`,
  'newer-version': () => 'must be 1, unless a newer Imbed wrote this: update Imbed then',
  'not-profiles': () => 'must be an object that holds profiles by name',
  'no-profiles': () => 'must hold at least one profile',
  'not-names': () => 'must be a list of names of profiles',
  'not-texts': () => 'must be a list of texts',
  'not-rules': () => 'must be a list of rules',
  'profile-name': () => 'must have a name, without spaces or slashes',
  'profile-name-length': ({ max }: { readonly max: number }) =>
    `must have a name of at most ${max} characters`,
  'no-such-profile': (facts: Choice) => `names no profile; ${choice(facts, 'there are:')}`,
  'wrong-profile': () => 'names a profile that is not finished or has mistakes',
  'one-profile': () => 'must be the name of one profile, as text',
  'own-mirror': () => 'must be another profile than the one it is a mirror of',
  'plain-ascii': () => 'must be of plain ASCII characters',
  'plain-ascii-word': () => 'must be of plain ASCII without spaces',
  'header-ascii': () => 'must be printable ASCII, as HTTP headers are',
  'canned-acl': () => 'must be a canned ACL such as public-read, or empty',
  'acl-refused': () => 'must be empty: this store takes no ACLs; make the bucket itself public instead',
  'key-with-spaces': () => 'must not contain spaces or line breaks',
  'proxy-address': () =>
    'must be http://host:port or https://host:port, with user:password@ before the host where it asks for one',
  'not-here': ({ text }: { readonly text: LocalText }) => `cannot be set here: ${text.en}`,
  'keys-elsewhere': () =>
    'must be left out: keys are kept in the secret storage, see "Imbed: Set credentials"',
  'not-json': ({
    error = '',
    line,
    column,
  }: {
    readonly error?: string;
    readonly line?: number;
    readonly column?: number;
  }) =>
    `is not JSON${error === '' ? '' : `: ${error}`}${line === undefined ? '' : column === undefined ? ` in line ${line}` : ` at line ${line}, column ${column}`}`,
  'not-json-object': () => 'is not a JSON object',
  'in-workspace': () => 'must lead into the workspace',
} as const;

const storeProblems = {
  'store-says': ({ text }: { readonly text: LocalText }) => text.en,
  'store-closed': ({
    store,
    date,
    others,
  }: {
    readonly store: LocalText;
    readonly date: string;
    readonly others: readonly string[];
  }) => `${store.en} closed on ${date}; choose another store, e.g. ${list(others)}, or custom`,
  'bucket-alone': () => 'must be the name of the bucket alone: folders belong into the key template',
  'bucket-characters': () => 'must be of letters, digits, "-" and "." only',
  'bucket-length': ({ min, max }: Limit) => `must have ${min} to ${max} characters`,
  'bucket-ends': () => 'must begin and end with a letter or digit',
  'bucket-dots': () => 'must not have two dots in a row',
  'bucket-host': () => 'must be of a-z, 0-9 and "-" only: it becomes part of a host name',
  'bucket-certificate': () => 'must not contain dots here: the TLS certificate does not cover them',
  'unknown-region': ({ store, ...facts }: Choice & { readonly store: LocalText }) =>
    `is not a region of ${store.en}; ${choice(facts, 'it has:')}`,
  'doubtful-region': ({ store, ...facts }: Choice & { readonly store: LocalText }) =>
    `is not a region of ${store.en} that Imbed knows; ${choice(facts, 'known are')}`,
  'region-characters': () => 'must be of letters, digits and "-"',
  'other-region': ({ inHost, region }: { readonly inHost: string; readonly region: string }) =>
    `is in the region "${inHost}", but the region is set to "${region}"`,
  'other-bucket': ({ inHost, bucket }: { readonly inHost: string; readonly bucket: string }) =>
    `is the address of the bucket "${inHost}", but the bucket is "${bucket}"`,
  'endpoint-needed': ({ example }: { readonly example: string | undefined }) =>
    `must be the address of the store, e.g. ${example}`,
  'no-such-endpoint': ({ store, kind }: { readonly store: LocalText; readonly kind: string }) =>
    `${store.en} has no separate ${kind} endpoint: leave this empty`,
  'host-alone': () => 'must be a host alone, without a path',
  'no-address': () => 'is not a web address',
  'no-http': () => 'must begin with https:// or http://',
  'has-user': () => 'must not hold a user name or password',
  'has-query': () => 'must end before any "?" or "#"',
  'path-on-accelerate': () => 'cannot be "path" on the accelerate endpoint',
  'path-refused': ({ text }: { readonly text: LocalText }) => `cannot be "path": ${text.en}`,
  'ip-address': () => 'cannot be "virtual-hosted": an IP address has no sub-domains; choose "path"',
  'oss-dialect': ({ store }: { readonly store: LocalText }) =>
    `cannot be "oss": that is Alibaba Cloud OSS's own, ${store.en} speaks S3`,
} as const;

const templateProblems = {
  'double-braces': () => 'variables have single braces, e.g. {year}',
  'dollar-sign': ({ variable }: { readonly variable: string }) =>
    `variables have no "$" in front: write ${variable}`,
  'unclosed-brace': ({ text }: { readonly text: string }) => `"${text}" has no closing "}"`,
  'unopened-brace': () => 'there is a "}" without its opening "{"',
  'unknown-variable': ({ name, known, meant }: Choice & { readonly name: string }) =>
    `unknown variable {${name}}; ${meant === undefined ? `known are ${list(known)}` : `did you mean ${meant}?`}`,
  'no-argument': ({ name }: { readonly name: string }) => `{${name}} takes no argument: write {${name}}`,
  'argument-range': ({
    name,
    max,
    text,
  }: {
    readonly name: string;
    readonly max: number;
    readonly text: string;
  }) => `{${name}:N} needs a whole number from 1 to ${max}, not "${text}"`,
  'slice-range': ({
    name,
    max,
    text,
  }: {
    readonly name: string;
    readonly max: number;
    readonly text: string;
  }) => `{${name}:START,LENGTH} must stay within ${max} digits, which "${text}" does not`,
  'leading-slash': ({ rest }: { readonly rest: string }) => `must not start with "/": write "${rest}"`,
  'trailing-slash': () => 'must end with a file name, e.g. {hash:16}.{ext}, not with "/"',
  'empty-segment': () => 'has an empty segment ("//")',
  'folder-variable': ({ variable }: { readonly variable: string }) =>
    `${variable} must stand alone between slashes, with a file name after it`,
  'not-for-image': ({ variable }: { readonly variable: string }) =>
    `${variable} cannot be told for this image`,
  'key-unicode': () => 'must be well-formed Unicode',
  'key-length': ({ max }: { readonly max: number }) => `must be at most ${max} bytes of UTF-8`,
  'key-characters': () => 'must not contain control characters or backslashes',
  'key-segments': () => 'must not start or end with "/", nor contain "//", "." or ".." as a segment',
  'folder-empty': () => 'must not be empty; "." is the folder of the note',
  'folder-filename': () => 'Typora calls it filename, here it is {note}, e.g. ./{note}.assets',
  'folder-backslash': () => 'must have "/" between folders, not "\\"',
  'folder-drive': () => 'must lead into the workspace, not to a drive',
  'folder-characters': () => 'must not contain < > : " | ? * or control characters',
  'folder-hidden': () => 'must not lead into folders that editors hide, such as .name and node_modules',
  'folder-note-dir': () => '{noteDir} must stand alone between slashes',
  'folder-outside': ({ folder, note }: { readonly folder: string; readonly note: string | undefined }) =>
    `"${folder}" leads out of the workspace${note === undefined ? '' : ` for the note "${note}"`}`,
} as const;

/** English words, one entry a code; the types of what goes into them are those for every language. */
export const problemWords = {
  ...settingsProblems,
  ...storeProblems,
  ...templateProblems,
  ...problemWordsComputers,
  ...importProblemWords,
} as const;

/** For `--json`, logs and tests; people get `problemText` in their language. */
export function inEnglish({ code, facts }: Mistake): string {
  const words = problemWords[code] as (facts: Mistake['facts']) => string;
  return words(facts);
}
