import {
  bucketAbilities,
  type ConfigIssue,
  defaultProfile,
  exampleLink,
  hasWildcards,
  keyPrefix,
  type MessageLocale,
  type OpenProviderId,
  openProviderIds,
  type Profile,
  problemText,
  providers,
  recogniseStore,
  resolveStore,
  type StoreSettings,
} from '@imbed/core';
import { createRandom, nodeDigests } from '@imbed/core/node';

export type StoreField = 'bucket' | 'region' | 'endpoint' | 'publicBaseUrl';

/** A store in the making; what is missing is not known yet. */
export interface KnownStore extends Partial<StoreSettings> {
  readonly provider: OpenProviderId;
}

/** A bucket of it. */
export type ChosenStore = KnownStore & StoreSettings;

/** `undefined` for a store that has closed. */
export function openProviderOf({ provider }: Pick<Profile, 'provider'>): OpenProviderId | undefined {
  return openProviderIds.find((id) => id === provider);
}

/** By its id, or by what was pasted. */
export function storeNamed(text: string): KnownStore | undefined {
  const id = openProviderIds.find((one) => one === text);
  return id === undefined ? recogniseStore(text) : { provider: id };
}

/** As the schema of the configuration has it. */
export function isName(text: string): boolean {
  return /^[^\s/\\]{1,64}$/.test(text);
}

/** An address of a store that somebody runs: `http://localhost:9000/my-notes` names its bucket, too. */
export function ownServer(
  typed: string,
): { readonly endpoint: string; readonly bucket?: string } | undefined {
  if (!/^https?:\/\/.|[.:]\d|\.[a-z]{2,}/i.test(typed)) return undefined;
  const text = typed.includes('://')
    ? typed
    : `${/^(localhost|[\d.]+)(:|$)/.test(typed) ? 'http' : 'https'}://${typed}`;
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  const [bucket = ''] = pathname.slice(1).split('/');
  return origin === 'null' ? undefined : { endpoint: origin, ...(bucket !== '' && { bucket }) };
}

/** What is wrong with one setting, in words; empty when nothing is. */
export function problemWith(field: StoreField, store: KnownStore, locale: MessageLocale): string {
  const issue = issueWith(field, store);
  return issue === undefined ? '' : problemText(issue, locale);
}

/** What is wrong with one setting, whatever the others will be. */
export function issueWith(field: StoreField, store: KnownStore): ConfigIssue | undefined {
  const { fields, regions } = providers[store.provider];
  const examples = Object.fromEntries(
    fields.filter(({ required }) => required).map(({ key, example }) => [key, example]),
  );
  // A bucket that is not known yet must not make its own domain a wrong one.
  const resolved = resolveStore({ bucket: 'my-notes', region: regions[0] ?? '', ...examples, ...store });
  return resolved.ok ? undefined : resolved.issues.find((one) => one.field === field);
}

/** The profile as it will be written. An ACL goes with each object where that is what makes it public. */
export function profileOf(store: ChosenStore, chosen: Partial<Profile>): Profile {
  const acl =
    chosen.access !== 'signed' && bucketAbilities(store.provider).publicRead === 'object-acl'
      ? 'public-read'
      : '';
  return { ...defaultProfile, ...store, ...chosen, acl };
}

/**
 * What opening the bucket of a profile comes to at its store: nothing, an ACL of each image, something to do in the
 * console, all that is in it, or one folder.
 */
export type Opening =
  | { readonly how: 'private' | 'each-image' | 'by-hand' }
  | { readonly how: 'all'; readonly liftsBlock: boolean; readonly replacesAcl: boolean }
  | { readonly how: 'folder'; readonly folder: string; readonly liftsBlock: boolean };

export function openingOf(profile: Profile, name: string): Opening {
  const provider = openProviderOf(profile);
  if (profile.access === 'signed' || provider === undefined) return { how: 'private' };
  const { publicRead } = bucketAbilities(provider);
  if (publicRead === undefined) return { how: 'by-hand' };
  if (publicRead === 'object-acl') return { how: 'each-image' };
  const folder = keyPrefix(profile.keyTemplate, name);
  if (publicRead === 'policy' && hasWildcards(folder)) return { how: 'by-hand' };
  const liftsBlock = provider === 'aws-s3';
  return publicRead === 'acl' || folder === ''
    ? { how: 'all', liftsBlock, replacesAcl: publicRead === 'acl' }
    : { how: 'folder', folder: `${folder}/*`, liftsBlock };
}

/** The link that a screenshot would get; what is wrong with the template where there can be none. */
export async function exampleOf(
  keyTemplate: string,
  name: string,
  profile: Profile,
  locale: MessageLocale,
): Promise<{ readonly url: string } | { readonly problem: string }> {
  const ports = { digests: nodeDigests, random: createRandom(), now: new Date() };
  const example = await exampleLink(name, { ...profile, keyTemplate }, ports);
  if (!example.ok) return { problem: example.issues.map((issue) => problemText(issue, locale)).join('; ') };
  return { url: example.value.url ?? example.value.key };
}
