import {
  localeOf,
  type MessageLocale,
  type OpenProviderId,
  openProviderIds,
  problemText,
  providers,
  recogniseStore,
  resolveStore,
  type StoreSettings,
} from '@imbed/core';
import { env, l10n } from 'vscode';
import type { Choice } from './ask.ts';

/** A store in the making; what is missing is not known yet. */
export interface KnownStore extends Partial<StoreSettings> {
  readonly provider: OpenProviderId;
}

export type StoreField = 'bucket' | 'region' | 'endpoint' | 'publicBaseUrl';

/** All stores, or the one that a pasted address is of. */
export function storeChoices(typed: string, locale: MessageLocale): readonly Choice<KnownStore>[] {
  const nameOf = (id: OpenProviderId) => providers[id].name[locale === 'zh-CN' ? 'zh' : 'en'];
  const pasted = recogniseStore(typed);
  if (pasted === undefined)
    return openProviderIds.map((provider) => ({
      ...{ label: nameOf(provider), description: provider, value: { provider } },
    }));
  const { provider, bucket, region, endpoint } = pasted;
  const description = [bucket, region, endpoint].filter((part) => part !== undefined).join(' · ');
  return [{ label: nameOf(provider), description, value: pasted, alwaysShow: true }];
}

/** The regions of a store, its usual one first, and whatever else was typed. */
export function regionChoices({ provider }: KnownStore, typed: string): readonly Choice<string>[] {
  const { regions, defaultRegion } = providers[provider];
  const known = [defaultRegion, ...regions.filter((region) => region !== defaultRegion)];
  const choices = known.map((region) => ({ label: region, value: region }));
  if (typed === '' || known.some((region) => region.includes(typed))) return choices;
  return [{ label: typed, value: typed, description: l10n.t('As it is typed'), alwaysShow: true }];
}

/** What is wrong with one setting, whatever the others will be. */
export function problemWith(field: StoreField, store: KnownStore): string | undefined {
  const { fields, regions } = providers[store.provider];
  const examples = fields.filter(({ required }) => required).map(({ key, example }) => [key, example]);
  const others = { bucket: 'my-notes', region: regions[0] ?? '', ...Object.fromEntries(examples) };
  const resolved = resolveStore({ ...others, ...store });
  if (resolved.ok) return undefined;
  const issue = resolved.issues.find((one) => one.field === field);
  return issue && problemText(issue, localeOf(env.language));
}

/** A name for the profile: that of the bucket, unless it is taken or no name. */
export function freeName(bucket: string, taken: readonly string[]): string {
  const wanted = bucket.replaceAll(/[\s/\\]+/g, '-').slice(0, 60) || 'default';
  const numbered = (number: number) => (number === 1 ? wanted : `${wanted}-${number}`);
  let number = 1;
  while (taken.includes(numbered(number))) number += 1;
  return numbered(number);
}
