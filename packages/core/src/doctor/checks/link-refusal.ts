import type { ErrorCode, ErrorFacts } from '../../errors.ts';
import { parsedUrl } from '../../http/url-parts.ts';
import type { ObjectKey } from '../../naming/object-key.ts';
import { bucketUrl } from '../../providers/bucket-url.ts';
import { resolveStore } from '../../providers/index.ts';
import { publicUrl } from '../../providers/public-url.ts';
import { storeErrorFrom } from '../../store/error-table.ts';
import type { Bench } from '../bench.ts';
import { type DoctorCode, type Finding, fail } from '../check.ts';
import type { PublicAnswer } from '../public-answer.ts';

/** Refusals of a public read that mean more than that it is not public. */
const telling: readonly ErrorCode[] = [
  'store/public-endpoint-forbidden',
  'store/account-suspended',
  'store/no-such-bucket',
  'store/wrong-region',
  'store/slow-down',
  'store/unavailable',
  'network/intercepted',
];

/** What a link that does not show the picture says about why. */
export async function refused(bench: Bench, answer: PublicAnswer): Promise<Finding> {
  const facts = factsOf(answer);
  const { status } = answer.response;
  const { store, profile } = bench;
  const error = errorOf(bench, answer);
  const { serviceCode, ec, requestId } = error.facts;
  const evidence = {
    ...{ provider: store.provider, bucket: store.bucket, ...facts },
    ...(serviceCode !== undefined && { serviceCode }),
    ...(ec !== undefined && { ec }),
    ...(requestId !== undefined && { requestId }),
  };
  // A page of a CDN or a website is theirs; only in place of the store itself does it come from the way there.
  const isTheirs = error.code === 'network/intercepted' && isElsewhere(answer.url, bench);
  if (telling.includes(error.code) && !isTheirs) return fail(error.code, evidence);
  if (status === 404) return fail('doctor/public-not-found', evidence);
  if (status !== 401 && status !== 403) return fail('doctor/public-refused', evidence);
  if (await opensToItsOwnPages(bench)) return fail('doctor/empty-referer-refused', evidence);
  if (keepsPrivate(profile.acl)) return fail('doctor/acl-not-public', { ...evidence, detail: profile.acl });
  return fail(await whoRefuses(bench, error.code === 'store/access-denied' && !isTheirs), evidence);
}

function errorOf({ store, host }: Bench, { response }: PublicAnswer) {
  return storeErrorFrom(response, { store, method: 'GET', now: host.clock.now() });
}

/** Hotlink protection that lets in its own site alone, and not those who do not say where they come from. */
async function opensToItsOwnPages({ objects, probe, reader, host }: Bench): Promise<boolean> {
  if (host.inBrowser === true) return false;
  const url = objects.publicUrl((await probe()).key);
  return succeeded(await reader.read(url, { referer: `${new URL(url).origin}/` }));
}

/** `default` is what a bucket of OSS does with an image that has no ACL of its own. */
function keepsPrivate(acl: string): boolean {
  return acl !== '' && acl !== 'default' && !acl.startsWith('public-read');
}

/** The bucket, or what stands in front of it: a bucket that is open already must not be opened further. */
async function whoRefuses(bench: Bench, saidByStore: boolean): Promise<DoctorCode> {
  const { key } = await bench.probe();
  const own = ownLink(bench, key);
  if (own === undefined) return 'doctor/not-public';
  const answer = await bench.reader.read(own).catch(() => undefined);
  if (answer !== undefined && succeeded(answer)) return 'doctor/public-address-refuses';
  const isDenied = answer !== undefined && errorOf(bench, answer).code === 'store/access-denied';
  return isDenied || saidByStore ? 'doctor/not-public' : 'doctor/public-refused';
}

/** The link that the store itself would give; `undefined` where that is the one that was tried, or there is none. */
function ownLink({ profile, store }: Bench, key: ObjectKey): string | undefined {
  const own = resolveStore({ ...profile, publicBaseUrl: '', urlSuffix: '' });
  if (!own.ok || own.value.publicBaseUrl === store.publicBaseUrl) return undefined;
  return publicUrl(own.value, key);
}

function succeeded({ response: { status } }: PublicAnswer): boolean {
  return status >= 200 && status < 300;
}

/** At another host than that which just took the picture. */
export function isElsewhere(url: string, { store }: Bench): boolean {
  return hostOf(url) !== hostOf(bucketUrl(store));
}

/** The host alone: the address may carry a signature. */
export function factsOf({ url, response }: PublicAnswer): ErrorFacts {
  return { host: hostOf(url), status: response.status };
}

/** With its port; empty for what is no absolute URL. */
export function hostOf(url: string): string {
  return parsedUrl(url)?.host ?? '';
}
