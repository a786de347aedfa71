import { type OpenProviderId, openProviderIds, providers, recogniseStore } from '@imbed/core';
import type { Choice, Prompts } from './prompts.ts';
import type { Scene } from './scene.ts';
import { type ChosenStore, type KnownStore, ownServer, problemWith } from './settings.ts';
import { storeOptions } from './store-options.ts';

/** Which bucket of which store. Options that were given are not asked for. */
export async function askStore(scene: Scene, prompts: Prompts): Promise<ChosenStore> {
  const { args, words } = scene;
  const { provider, ...given } = storeOptions(args);
  const chosen =
    provider === undefined
      ? await prompts.find(words.store, (typed) => storeChoices(scene, typed))
      : { provider };
  const known: KnownStore = { ...chosen, ...given };
  const endpoint = known.endpoint ?? (await askEndpoint(scene, prompts, known));
  const store: KnownStore = { ...known, ...(endpoint !== '' && { endpoint }) };
  const bucket = args.value('bucket') ?? (await askBucket(scene, prompts, store));
  const region = store.region ?? (await askRegion(scene, prompts, { ...store, bucket }));
  return { ...store, bucket, ...(region !== '' && { region }) };
}

/** The same questions when an answer was wrong, with the answers of before to go on from. */
export async function askStoreAgain(
  scene: Scene,
  prompts: Prompts,
  before: ChosenStore,
): Promise<ChosenStore> {
  const endpoint = await askEndpoint(scene, prompts, before);
  const bucket = await askBucket(scene, prompts, { ...before, endpoint });
  const region = await askRegion(scene, prompts, { ...before, endpoint, bucket });
  return { provider: before.provider, endpoint, bucket, region };
}

/** The stores that what was typed may mean; what was pasted tells more than the store. */
function storeChoices({ locale, words }: Scene, typed: string): readonly Choice<KnownStore>[] {
  const label = (id: OpenProviderId) => providers[id].name[locale === 'zh-CN' ? 'zh' : 'en'];
  const recognised = recogniseStore(typed);
  if (recognised !== undefined)
    return [{ value: recognised, name: words.recognised(label(recognised.provider), recognised) }];
  const own = ownServer(typed);
  if (own !== undefined)
    return selfHosted.map((provider) => ({
      value: { provider, ...own },
      name: words.runsAt(label(provider), own.endpoint),
    }));
  const wanted = typed.toLowerCase();
  const found = openProviderIds.filter((id) => {
    const { en, zh } = providers[id].name;
    return [id, en, zh].some((text) => text.toLowerCase().includes(wanted));
  });
  const shown = found.length > 0 ? found : (['custom'] as const);
  return shown.map((provider) => ({ value: { provider }, name: label(provider), description: provider }));
}

/** A custom domain may be of OSS, which is the one store that takes requests there. */
const selfHosted: readonly OpenProviderId[] = [
  'minio',
  'ceph-rgw',
  'garage',
  'seaweedfs',
  'rustfs',
  'custom',
  'aliyun-oss',
];

/** Not asked for where the store has its own, and no other one was said. */
async function askEndpoint(scene: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  const { locale, words } = scene;
  const { endpoint: before = '' } = store;
  const field = providers[store.provider].fields.find(({ key }) => key === 'endpoint');
  if (field?.required !== true && before === '') return '';
  return prompts.line({
    message: words.endpoint,
    initial: before,
    problem: (endpoint) =>
      endpoint === '' && field?.required === true
        ? `${words.needed} ${field.example}`
        : problemWith('endpoint', { ...store, endpoint }, locale),
  });
}

function askBucket({ locale, words }: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  return prompts.line({
    message: words.bucket,
    initial: store.bucket ?? '',
    problem: (bucket) => (bucket === '' ? words.needed : problemWith('bucket', { ...store, bucket }, locale)),
  });
}

/** Not asked for where there is only one. The one of before stands first, then the usual one. */
async function askRegion({ locale, words }: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  const { fields, regions, defaultRegion } = providers[store.provider];
  if (!fields.some(({ key }) => key === 'region')) return '';
  const first = [store.region ?? '', defaultRegion].filter((region) => region !== '');
  const usualFirst = [...new Set([...first, ...regions])];
  return prompts.find(words.region, (typed): readonly Choice<string>[] => {
    const matching = usualFirst.filter((region) => region.includes(typed.toLowerCase()));
    const known = matching.map((region) => ({
      value: region,
      name: region,
      ...(region === defaultRegion && { description: words.usualRegion }),
    }));
    if (typed === '' || usualFirst.includes(typed)) return known;
    const problem = problemWith('region', { ...store, region: typed }, locale);
    const asTyped = { value: typed, name: typed, description: words.unknownRegion };
    return [...known, problem === '' ? asTyped : { ...asTyped, disabled: problem }];
  });
}
