import {
  array,
  boolean,
  check,
  exactOptional,
  integer,
  literal,
  maxLength,
  maxValue,
  minEntries,
  minValue,
  nonEmpty,
  number,
  type ObjectEntries,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  variant,
} from 'valibot';
import { parseProxyAddress } from '../http/proxy-address.ts';
import { providerIds } from '../providers/provider-id.ts';
import {
  defaultProfile,
  defaultStorage,
  MAX_MAX_BYTES,
  MAX_PROFILE_NAME_LENGTH,
  MAX_TIMEOUT_SECONDS,
} from './defaults.ts';
import { choiceProblem, messageFor, objectProblem, sourceProblem } from './wording.ts';

/** The configuration file as it is written. Made on demand: nothing of it is needed before a file is read. */
export function createSettingsSchema() {
  const profiles = record(profileName(), profileSchema(), messageFor('not-profiles'));
  return object({
    $schema: exactOptional(text()),
    version: optional(literal(1, messageFor('newer-version')), 1),
    defaultProfile: exactOptional(text()),
    profiles: pipe(profiles, minEntries(1, messageFor('no-profiles'))),
    storage: optional(storageSchema(), defaultStorage),
  });
}

function profileSchema() {
  return object({
    provider: oneOf(providerIds),
    bucket: words(),
    region: optional(text(), defaultProfile.region),
    endpoint: optional(text(), defaultProfile.endpoint),
    addressing: optional(oneOf(['auto', 'virtual-hosted', 'path']), defaultProfile.addressing),
    dialect: optional(oneOf(['auto', 's3', 'oss']), defaultProfile.dialect),
    publicBaseUrl: optional(text(), defaultProfile.publicBaseUrl),
    urlSuffix: optional(text(), defaultProfile.urlSuffix),
    access: optional(oneOf(['public', 'signed']), defaultProfile.access),
    keyTemplate: optional(words(), defaultProfile.keyTemplate),
    cacheControl: optional(headerValue(), defaultProfile.cacheControl),
    contentDisposition: optional(headerValue(), defaultProfile.contentDisposition),
    acl: optional(cannedAcl(), defaultProfile.acl),
    onConflict: optional(oneOf(['suffix', 'refuse']), defaultProfile.onConflict),
    maxBytes: optional(pipe(quantity('bytes', MAX_MAX_BYTES), whole()), defaultProfile.maxBytes),
    timeoutSeconds: optional(quantity('seconds', MAX_TIMEOUT_SECONDS), defaultProfile.timeoutSeconds),
    tlsVerify: optional(boolean(messageFor('not-boolean')), defaultProfile.tlsVerify),
    proxy: optional(proxyAddress(), defaultProfile.proxy),
    credentials: optional(credentialsSchema(), defaultProfile.credentials),
    mirrors: optional(array(words(), messageFor('not-names')), defaultProfile.mirrors),
  });
}

function credentialsSchema() {
  return variant(
    'source',
    [
      object({ source: literal('env') }),
      object({
        source: literal('inline'),
        accessKeyId: secret(),
        secretAccessKey: secret(),
        sessionToken: exactOptional(secret()),
      }),
      object({ source: literal('process'), command: words() }),
      object({ source: literal('aws-profile'), profile: exactOptional(text()) }),
    ],
    sourceProblem(['env', 'inline', 'process', 'aws-profile']),
  );
}

function storageSchema() {
  return object({
    mode: optional(oneOf(['remote', 'local', 'dual']), defaultStorage.mode),
    folder: optional(words(), defaultStorage.folder),
    link: optional(oneOf(['remote', 'local']), defaultStorage.link),
    rules: optional(array(ruleSchema(), messageFor('not-rules')), defaultStorage.rules),
  });
}

function ruleSchema() {
  return object({
    notes: words(),
    mode: exactOptional(oneOf(['remote', 'local', 'dual', 'off'])),
    link: exactOptional(oneOf(['remote', 'local'])),
    folder: exactOptional(words()),
    profile: exactOptional(words()),
  });
}

/** A key too many is refused: a mistyped setting that is silently ignored costs an evening. */
function object<const T extends ObjectEntries>(entries: T) {
  return strictObject(entries, objectProblem(Object.keys(entries)));
}

function oneOf<const T extends readonly string[]>(options: T) {
  return picklist(options, choiceProblem(options));
}

function text() {
  return string(messageFor('not-text'));
}

function words() {
  return pipe(text(), nonEmpty(messageFor('empty')));
}

function quantity(unit: 'bytes' | 'seconds', max: number) {
  return pipe(
    number(messageFor('not-number', { unit })),
    minValue(1, messageFor('too-small', { min: 1 })),
    maxValue(max, messageFor('too-large', { max })),
  );
}

function whole() {
  return integer<number, string>(messageFor('not-whole'));
}

function profileName() {
  return pipe(
    text(),
    regex(/^[^\s/\\]+$/, messageFor('profile-name')),
    maxLength(MAX_PROFILE_NAME_LENGTH, messageFor('profile-name-length', { max: MAX_PROFILE_NAME_LENGTH })),
  );
}

/** Other characters are refused by HTTP, or break the signature. */
function headerValue() {
  return pipe(text(), regex(/^[\x20-\x7e]*$/, messageFor('plain-ascii')));
}

function cannedAcl() {
  return pipe(text(), regex(/^[a-z-]*$/, messageFor('canned-acl')));
}

/** A key pasted with the line break after it is a common cause of bad signatures. */
function secret() {
  return pipe(words(), regex(/^\S*$/, messageFor('key-with-spaces')));
}

function proxyAddress() {
  return pipe(
    text(),
    check((value) => value === '' || parseProxyAddress(value).ok, messageFor('proxy-address')),
  );
}
