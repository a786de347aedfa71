import { type Credentials, ImbedError } from '@imbed/core';

/** VS Code's secret storage, as far as it is used here. */
export interface SecretsPort {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Asks a person for one line; `undefined` when they changed their mind. */
export type Ask = (prompt: keyof Credentials) => PromiseLike<string | undefined>;

/** Keys of one profile, out of the secret storage; rejects with `config/missing-secret` when none are there. */
export async function readKeys(secrets: SecretsPort, profile: string): Promise<Credentials> {
  const stored = await secrets.get(secretName(profile));
  const keys = stored === undefined ? undefined : parseKeys(stored);
  if (keys === undefined) throw new ImbedError('config/missing-secret', { name: profile });
  return keys;
}

/** Asks for the keys of a profile, a session token included, which may be empty, and keeps them; `false` when the person changed their mind. */
export async function askForKeys(secrets: SecretsPort, profile: string, ask: Ask): Promise<boolean> {
  const accessKeyId = (await ask('accessKeyId'))?.trim();
  if (accessKeyId === undefined || accessKeyId === '') return false;
  const secretAccessKey = (await ask('secretAccessKey'))?.trim();
  if (secretAccessKey === undefined || secretAccessKey === '') return false;
  const sessionToken = (await ask('sessionToken'))?.trim();
  if (sessionToken === undefined) return false;
  const token = sessionToken === '' ? {} : { sessionToken };
  await keepKeys(secrets, profile, { accessKeyId, secretAccessKey, ...token });
  return true;
}

export async function keepKeys(secrets: SecretsPort, profile: string, keys: Credentials): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = keys;
  await secrets.store(secretName(profile), JSON.stringify({ accessKeyId, secretAccessKey, sessionToken }));
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

/** All under one name: half a pair is never found, nor a token that belongs to another. */
function secretName(profile: string): string {
  return `keys/${profile}`;
}

function parseKeys(text: string): Credentials | undefined {
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = JSON.parse(text);
    const whole = typeof accessKeyId === 'string' && typeof secretAccessKey === 'string';
    if (!whole || !['string', 'undefined'].includes(typeof sessionToken)) return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  } catch {
    return undefined;
  }
}
