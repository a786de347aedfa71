import { bucketAbilities, localeOf, providers } from '@imbed/core';
import { env, l10n, workspace } from 'vscode';
import { addToSetting, changeSetting } from '../editor-settings.ts';
import { askLine, choose } from './ask.ts';
import {
  freeName,
  type KnownStore,
  problemWith,
  regionChoices,
  type StoreField,
  storeChoices,
} from './stores.ts';

type Written = Readonly<Record<string, string>>;

/**
 * Asks for a bucket and adds it to the settings, as the default profile.
 * @returns the name of the profile; `undefined` when the person changed their mind
 */
export async function addProfile(): Promise<string | undefined> {
  const profile = await askProfile(l10n.t('Add a bucket'));
  if (profile === undefined) return undefined;
  const known = workspace.getConfiguration('imbed').get<Record<string, unknown>>('profiles') ?? {};
  const name = freeName(profile['bucket'] ?? '', Object.keys(known));
  await addToSetting('profiles', { [name]: profile });
  await changeSetting('defaultProfile', name);
  return name;
}

async function askProfile(title: string): Promise<Written | undefined> {
  const prompt = l10n.t('Which store? Type its name, or paste an address of the bucket or an image in it');
  let store = await choose({ title, prompt }, (typed) => storeChoices(typed, localeOf(env.language)));
  for (const field of ['endpoint', 'bucket', 'region'] as const) {
    if (store === undefined) return undefined;
    if (!isAsked(field, store)) continue;
    const answer = await ask(field, title, store);
    if (answer === undefined) return undefined;
    store = { ...store, ...(answer !== '' && { [field]: answer }) };
  }
  return store && withAccess(title, store);
}

/** What a pasted address has told is not asked for. */
function isAsked(field: StoreField, store: KnownStore): boolean {
  const { fields, regions } = providers[store.provider];
  if (field === 'bucket') return true;
  if (store[field] !== undefined) return false;
  if (field === 'region') return regions.length > 1;
  return fields.some(({ key, required }) => key === field && required);
}

function ask(field: StoreField, title: string, store: KnownStore): Promise<string | undefined> {
  if (field === 'region')
    return choose({ title, prompt: l10n.t('Region of the bucket') }, (typed) => regionChoices(store, typed));
  const { example, required } = providers[store.provider].fields.find(({ key }) => key === field) ?? {};
  return askLine({
    title,
    prompt: promptOf(field),
    ...(example !== undefined && { example: l10n.t('e.g. {0}', example) }),
    value: store[field] ?? '',
    problem(answer) {
      if (answer === '') return required === true ? l10n.t('This is needed.') : undefined;
      return problemWith(field, { ...store, [field]: answer });
    },
  });
}

function promptOf(field: StoreField): string {
  if (field === 'endpoint') return l10n.t('Address of the store (endpoint)');
  if (field === 'bucket') return l10n.t('Name of the bucket');
  return l10n.t('Address in front of your links: a domain of your own that leads to the bucket');
}

async function withAccess(title: string, store: KnownStore): Promise<Written | undefined> {
  const access = await choose({ title, prompt: l10n.t('Who may see the images?') }, () => [
    { label: l10n.t('Everybody who has the link'), description: 'public', value: 'public' },
    {
      label: l10n.t('Only I, in the preview: the bucket is private'),
      description: 'signed',
      value: 'signed',
    },
  ]);
  if (access === undefined) return undefined;
  const isPublic = access === 'public';
  const isNeeded = problemWith('publicBaseUrl', { ...store, publicBaseUrl: '' }) !== undefined;
  const publicBaseUrl = isPublic || isNeeded ? await ask('publicBaseUrl', title, store) : '';
  if (publicBaseUrl === undefined) return undefined;
  // Where it is the objects, not the bucket, that are made public.
  const acl = isPublic && bucketAbilities(store.provider).publicRead === 'object-acl' ? 'public-read' : '';
  return written({ ...store, publicBaseUrl, acl, access: isPublic ? '' : access });
}

function written(settings: Readonly<Record<string, unknown>>): Written {
  const texts = Object.entries(settings).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[key, value]] : [],
  );
  return Object.fromEntries(texts);
}
