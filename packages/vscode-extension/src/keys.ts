import { type Credentials, ImbedError } from '@imbed/core';

/** VS Code's secret storage, as far as it is used here. */
export interface SecretsPort {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Asks a person for one line; `undefined` when they changed their mind. */
export type Ask = (prompt: keyof Credentials) => PromiseLike<string | undefined>;

/** Which keys: those of one profile, for one place. */
export interface KeysOf {
  /** Its name. */
  readonly profile: string;
  /** See `destinationOf`. */
  readonly destination: string;
}

/**
 * Out of the secret storage; rejects with `config/missing-secret` when none are there. The fact `host` is for which other
 * places there are some.
 */
export async function readKeys(secrets: SecretsPort, { profile, destination }: KeysOf): Promise<Credentials> {
  const all = await allKeys(secrets, profile);
  const keys = all.get(destination);
  if (keys !== undefined) return keys;
  const others = [...all.keys()].join(', ');
  throw new ImbedError('config/missing-secret', { name: profile, ...(others !== '' && { host: others }) });
}

/** Asks for keys, a session token included, which may be empty, and keeps them; `false` when the person changed their mind. */
export async function askForKeys(secrets: SecretsPort, of: KeysOf, ask: Ask): Promise<boolean> {
  const accessKeyId = (await ask('accessKeyId'))?.trim();
  if (accessKeyId === undefined || accessKeyId === '') return false;
  const secretAccessKey = (await ask('secretAccessKey'))?.trim();
  if (secretAccessKey === undefined || secretAccessKey === '') return false;
  const sessionToken = (await ask('sessionToken'))?.trim();
  if (sessionToken === undefined) return false;
  const token = sessionToken === '' ? {} : { sessionToken };
  await keepKeys(secrets, of, { accessKeyId, secretAccessKey, ...token });
  return true;
}

/** Those of the same profile for other places stay. */
export async function keepKeys(
  secrets: SecretsPort,
  { profile, destination }: KeysOf,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): Promise<void> {
  const all = await allKeys(secrets, profile);
  all.set(destination, { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) });
  await secrets.store(secretName(profile), JSON.stringify(Object.fromEntries(all)));
  const names = await rememberedNames(secrets);
  if (!names.includes(profile)) await secrets.store(NAMES, JSON.stringify([...names, profile]));
}

/** Profiles that have keys here: of these, and of all that had a name once, which the settings may have no more. */
export async function profilesWithKeys(
  secrets: SecretsPort,
  profiles: readonly string[],
): Promise<readonly string[]> {
  const names = [...new Set([...profiles, ...(await rememberedNames(secrets))])];
  const stored = await Promise.all(names.map((name) => secrets.get(secretName(name))));
  return names.filter((_, index) => stored[index] !== undefined);
}

/** For all places. */
export async function forgetKeys(secrets: SecretsPort, profile: string): Promise<void> {
  await secrets.delete(secretName(profile));
  const names = (await rememberedNames(secrets)).filter((name) => name !== profile);
  await secrets.store(NAMES, JSON.stringify(names));
}

/** Where the names are: the storage does not list what it has. */
const NAMES = 'profiles';

async function rememberedNames(secrets: SecretsPort): Promise<readonly string[]> {
  try {
    const names: unknown = JSON.parse((await secrets.get(NAMES)) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** All under one name, by destination: half a pair is never found, nor a token that belongs to another. */
function secretName(profile: string): string {
  return `keys/${profile}`;
}

/** By destination. */
async function allKeys(secrets: SecretsPort, profile: string): Promise<Map<string, Credentials>> {
  const all = new Map<string, Credentials>();
  for (const [destination, written] of Object.entries(parsed(await secrets.get(secretName(profile))))) {
    const keys = parseKeys(written);
    if (keys !== undefined) all.set(destination, keys);
  }
  return all;
}

function parsed(text = '{}'): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function parseKeys(written: unknown): Credentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = Object(written);
  const whole = typeof accessKeyId === 'string' && typeof secretAccessKey === 'string';
  if (!whole || !['string', 'undefined'].includes(typeof sessionToken)) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
