import { type OpenProviderId, openProviderIds, providers, recogniseStore } from '@imbed/core';
import type { Choice, Prompts } from './prompts.ts';
import type { Scene } from './scene.ts';
import { type ChosenStore, type KnownStore, problemWith, storeNamed } from './settings.ts';

/** Which bucket of which store. Options that were given are not asked for. */
export async function askStore(scene: Scene, prompts: Prompts): Promise<ChosenStore> {
  const { args, words } = scene;
  const given = args.value('provider');
  const pasted = given === undefined ? undefined : storeNamed(given);
  let store = pasted ?? (await prompts.find(words.store, (typed) => storeChoices(scene, typed)));
  const endpoint = args.value('endpoint') ?? store.endpoint ?? (await askEndpoint(scene, prompts, store));
  store = { ...store, ...(endpoint !== '' && { endpoint }) };
  const bucket = args.value('bucket') ?? (await askBucket(scene, prompts, store));
  const region =
    args.value('region') ?? store.region ?? (await askRegion(scene, prompts, { ...store, bucket }));
  return { ...store, bucket, ...(region !== '' && { region }) };
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

/** An address of a store that somebody runs: `http://localhost:9000/my-notes` names its bucket, too. */
function ownServer(typed: string): { readonly endpoint: string; readonly bucket?: string } | undefined {
  if (!/^https?:\/\/.|[.:]\d|\.[a-z]{2,}/i.test(typed)) return undefined;
  const text = typed.includes('://')
    ? typed
    : `${/^(localhost|[\d.]+)(:|$)/.test(typed) ? 'http' : 'https'}://${typed}`;
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  const [bucket = ''] = pathname.slice(1).split('/');
  return origin === 'null' ? undefined : { endpoint: origin, ...(bucket !== '' && { bucket }) };
}

async function askEndpoint({ words }: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  const field = providers[store.provider].fields.find(({ key }) => key === 'endpoint');
  if (field?.required !== true) return '';
  return prompts.line({
    message: words.endpoint,
    initial: '',
    problem: (endpoint) =>
      endpoint === '' ? `${words.needed} ${field.example}` : problemWith('endpoint', { ...store, endpoint }),
  });
}

function askBucket({ words }: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  return prompts.line({
    message: words.bucket,
    initial: store.bucket ?? '',
    problem: (bucket) => (bucket === '' ? words.needed : problemWith('bucket', { ...store, bucket })),
  });
}

/** Not asked for where there is only one. */
async function askRegion({ words }: Scene, prompts: Prompts, store: KnownStore): Promise<string> {
  const { fields, regions, defaultRegion } = providers[store.provider];
  if (!fields.some(({ key }) => key === 'region')) return '';
  const usualFirst = [defaultRegion, ...regions.filter((region) => region !== defaultRegion)];
  return prompts.find(words.region, (typed): readonly Choice<string>[] => {
    const matching = usualFirst.filter((region) => region.includes(typed.toLowerCase()));
    const known = matching.map((region) => ({
      value: region,
      name: region,
      ...(region === defaultRegion && { description: words.usualRegion }),
    }));
    if (typed === '' || regions.includes(typed)) return known;
    const problem = problemWith('region', { ...store, region: typed });
    const asTyped = { value: typed, name: typed, description: words.unknownRegion };
    return [...known, problem === '' ? asTyped : { ...asTyped, disabled: problem }];
  });
}
