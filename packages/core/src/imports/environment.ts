import { ok, type ParseResult } from '../parse-result.ts';
import { providers } from '../providers/index.ts';
import type { CredentialVariables, ProviderPreset } from '../providers/provider.ts';
import { type Candidate, settle } from './candidate.ts';
import { parseDotenvText } from './dotenv-text.ts';
import { type Imported, type ImportNote, type ImportOptions, importNote } from './imported.ts';
import { inlineKeys, s3Store } from './s3-store.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** A `.env` file; its keys go along, since the file itself is not read when pictures are uploaded. */
export function importDotenv(text: string, options: ImportOptions = {}): ParseResult<Imported> {
  return ok(importVariables(parseDotenvText(text), { ...options, keys: 'inline' }));
}

/**
 * The variables that are set here and now. Profiles name the environment as the source of their keys, so that no
 * secret is written down.
 */
export function importEnvironment(variables: Variables, options: ImportOptions = {}): Imported {
  return importVariables(variables, { ...options, keys: 'env' });
}

interface VariableOptions extends ImportOptions {
  readonly keys: 'inline' | 'env';
}

function importVariables(variables: Variables, options: VariableOptions): Imported {
  const outcomes = foundStores(variables).map((found) => readStore(found, variables, options));
  return settle(
    outcomes.flatMap(({ candidate }) => candidate ?? []),
    outcomes.flatMap(({ note }) => note ?? []),
  );
}

interface Found {
  readonly preset: ProviderPreset;
  readonly names: CredentialVariables;
}

/** Stores without names of their own all take Amazon's, which are told once. */
function foundStores(variables: Variables): readonly Found[] {
  const own = Object.values(providers).filter(
    ({ id, credentialVariables }) =>
      id === 'aws-s3' || credentialVariables.every(({ accessKeyId }) => !accessKeyId.startsWith('AWS_')),
  );
  return own.flatMap((preset) => {
    const names = preset.credentialVariables.find((pair) => isComplete(pair, variables));
    return names === undefined ? [] : [{ preset, names }];
  });
}

function isComplete({ accessKeyId, secretAccessKey }: CredentialVariables, variables: Variables): boolean {
  return Boolean(variables[accessKeyId] && variables[secretAccessKey]);
}

interface Outcome {
  readonly candidate?: Candidate;
  readonly note?: ImportNote;
}

/**
 * Bucket, region and endpoint have no customary names as the keys have; these are the ones that programs and their
 * samples use: the beginning of the keys' names, and what it is.
 */
function readStore({ preset, names }: Found, variables: Variables, options: VariableOptions): Outcome {
  const beginnings = beginningsOf(preset);
  const get = (...ends: readonly string[]) => {
    const all = beginnings.flatMap((beginning) => ends.map((end) => `${beginning}_${end}`));
    return all.map((name) => variables[name]?.trim()).find(Boolean) ?? '';
  };
  const about = names.accessKeyId;
  const bucket = options.bucket ?? get('BUCKET', 'BUCKET_NAME', 'S3_BUCKET');
  if (bucket === '') {
    return { note: importNote(about, 'no-bucket-set', { variable: `${beginnings[0]}_BUCKET` }) };
  }
  const endpoint =
    get('ENDPOINT_URL_S3', 'ENDPOINT_URL', 'ENDPOINT', 'S3_ENDPOINT') ||
    accountEndpoint(preset, get('ACCOUNT_ID'));
  const place = { endpoint, region: get('REGION', 'DEFAULT_REGION'), pathStyle: undefined };
  // Amazon's variables are everybody's: the endpoint tells whose.
  const store = s3Store(preset.id === 'aws-s3' ? place : { ...place, provider: preset.id });
  const settings = {
    ...store,
    bucket,
    publicBaseUrl: get('PUBLIC_URL', 'PUBLIC_BASE_URL', 'CUSTOM_DOMAIN', 'DOMAIN'),
    credentials: options.keys === 'env' ? { source: 'env' } : keysIn(names, variables),
  };
  return { candidate: { about, name: store.provider, settings, problems: [] } };
}

/** `OSS` of `OSS_ACCESS_KEY_ID`; `S3` as well for those who call everything Amazon's. */
function beginningsOf({ id, credentialVariables }: ProviderPreset): readonly string[] {
  const own = credentialVariables.map(({ accessKeyId }) => accessKeyId.replace(/_.*$/, ''));
  return [...new Set(id === 'aws-s3' ? [...own, 'S3'] : own)];
}

function accountEndpoint({ id }: ProviderPreset, account: string): string {
  return id === 'cloudflare-r2' && account !== '' ? `https://${account}.r2.cloudflarestorage.com` : '';
}

function keysIn(names: CredentialVariables, variables: Variables) {
  const get = (name: string) => variables[name]?.trim() ?? '';
  return inlineKeys(get(names.accessKeyId), get(names.secretAccessKey), get(names.sessionToken ?? ''));
}
