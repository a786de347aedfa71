import type { CheckResult, FindingCode } from '../../doctor/check.ts';
import { providers } from '../../providers/index.ts';
import type { OpenProviderId } from '../../providers/provider-id.ts';
import { chinesePlaces } from './places-chinese.ts';
import { selfHostedPlaces } from './places-self-hosted.ts';
import { worldwidePlaces } from './places-worldwide.ts';

interface InBoth {
  readonly en: string;
  readonly zh: string;
}

/** Where something is set at one store. */
export interface Place {
  /** What to do there, where the general advice would miss it. */
  readonly fix?: InBoth;
  /** What to look for in the store's console; as steps (`a > b`) only where the page that is linked shows them. */
  readonly where?: InBoth;
  /** The store's own page about it, or about the store. */
  readonly link?: string;
}

/** What people have to look for in a console. */
export type Topic =
  | 'keys'
  | 'permissions'
  | 'bucket'
  | 'domain'
  | 'public'
  | 'hotlink'
  | 'cors'
  | 'lifecycle'
  | 'acl'
  | 'api';

/** What is not listed is not known well enough to send people there. */
export type StorePlaces = { readonly [topic in Topic]?: Place };

const places: Readonly<Record<OpenProviderId, StorePlaces>> = {
  ...chinesePlaces,
  ...worldwidePlaces,
  ...selfHostedPlaces,
};

const topics: Readonly<Partial<Record<FindingCode, Topic>>> = {
  'store/bad-signature': 'keys',
  'store/unknown-access-key': 'keys',
  'store/expired-token': 'keys',
  'config/missing-secret': 'keys',
  'store/access-denied': 'permissions',
  'doctor/may-not-read': 'permissions',
  'doctor/may-not-list': 'permissions',
  'doctor/may-not-send-parts': 'permissions',
  'doctor/cannot-delete': 'permissions',
  'store/path-style-forbidden': 'api',
  'store/checksum-not-supported': 'api',
  'store/acl-not-supported': 'acl',
  'doctor/multipart-refused': 'api',
  'doctor/presign-refused': 'api',
  'store/no-such-bucket': 'bucket',
  'store/wrong-region': 'bucket',
  'store/public-endpoint-forbidden': 'domain',
  'doctor/forced-download': 'domain',
  'doctor/public-not-found': 'domain',
  'doctor/public-refused': 'domain',
  'doctor/public-address-refuses': 'domain',
  'doctor/public-wrong-type': 'domain',
  'doctor/public-http': 'domain',
  'doctor/cache-changed': 'domain',
  'doctor/public-no-such-host': 'domain',
  'doctor/not-public': 'public',
  'doctor/hotlink-refused': 'hotlink',
  'doctor/empty-referer-refused': 'hotlink',
  'doctor/blocked-by-browser': 'cors',
  'doctor/cors-missing': 'cors',
  'doctor/etag-hidden': 'cors',
};

/** Where something is set at a store; its own page where more is not known. */
export function placeOf(topic: Topic, provider: OpenProviderId): Place {
  return { link: providers[provider].docsUrl, ...places[provider][topic] };
}

/** Empty for what is not mended at the store. Where a page about it is not known, the one about the store has to do. */
export function placeFor({ code }: CheckResult, provider: OpenProviderId): Place {
  const topic = topics[code];
  if (topic === undefined) return {};
  const place = places[provider][topic];
  const nowhere = provider === 'custom' || (topic === 'keys' && place === undefined);
  return nowhere ? { ...place } : { link: providers[provider].docsUrl, ...place };
}
