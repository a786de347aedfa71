import {
  type CheckResult,
  explainCheck,
  type ImageSource,
  ImbedError,
  isImbedError,
  maxBytesOf,
  type PendingEntry,
  type Profile,
  policyCommandFor,
  runDoctor,
  toImbedError,
} from '@imbed/core';
import { hostFor } from '../doctor-host.ts';
import { chooseProfile } from './choose-profile.ts';
import type { Configured } from './configured.ts';
import { apiError, type Exchange, sendJson, startLines } from './exchange.ts';
import { parseHistoryQuery, selectHistory } from './history.ts';
import type {
  DeleteLine,
  DeleteRequest,
  DoctorLine,
  HistoryPage,
  PageProfile,
  PageState,
  PendingItem,
  PendingList,
  SyncLine,
  UploadLine,
} from './page-api.ts';
import { mediaType, readJson } from './request-body.ts';
import type { Service } from './service.ts';
import { plainName } from './spool.ts';
import type { RetryResult } from './waiting.ts';

type Handler = (exchange: Exchange, service: Service) => Promise<void>;

/** What the page asks for, by method and path. Each rejects with what the answer is to say. */
export const pageRoutes: Readonly<Record<string, Handler>> = {
  'GET /api/state': sendState,
  'POST /api/uploads': takeUpload,
  'GET /api/history': sendHistory,
  'POST /api/history/delete': deleteObjects,
  'GET /api/pending': sendPending,
  'POST /api/pending/sync': syncPending,
  'POST /api/pending/discard': discardPending,
  'POST /api/doctor': examine,
};

async function sendState(
  exchange: Exchange,
  { configured, images, ledger, version }: Service,
): Promise<void> {
  const found = await configured().catch(toImbedError);
  const state: PageState = {
    version,
    locale: exchange.locale === 'zh-CN' ? 'zh-cn' : 'en',
    profiles: isImbedError(found) ? [] : await profilesOf(found),
    historyCount: (await images.objects()).length,
    pendingCount: (await ledger.pending()).length,
    ...(isImbedError(found) && { problem: apiError(found, exchange.locale) }),
  };
  sendJson(exchange, 200, state);
}

function profilesOf({ settings, host }: Configured): Promise<readonly PageProfile[]> {
  const { profiles, defaultProfile } = settings;
  const described = Object.entries(profiles).map(async ([name, { provider, bucket, access, maxBytes }]) => {
    // One that makes no sense is shown all the same: what is wrong with it is what the doctor is for.
    const opened = await host.profiles.open(name).catch(() => undefined);
    const publicBase = opened?.store.publicBaseUrl ?? '';
    const isPrivate = access === 'signed';
    return { name, isDefault: name === defaultProfile, provider, bucket, publicBase, isPrivate, maxBytes };
  });
  return Promise.all(described);
}

interface Received extends ImageSource {
  dispose?(): Promise<void>;
}

async function takeUpload(exchange: Exchange, service: Service): Promise<void> {
  const { request, query, locale, signal } = exchange;
  const { settings } = await service.configured();
  const profile = chooseProfile(query, settings);
  const received: Received =
    mediaType(request) === 'application/json'
      ? await service.fromWeb(urlIn(await readJson(request)), profile)
      : await service.spool.receive(request, plainName(query.get('name')), maxBytesOf(settings, profile));
  const write = startLines<UploadLine>(exchange);
  try {
    const kept = await service.images.keep(received, {
      ...{ profile, anyFile: service.anyFile, signal },
      onProgress(event) {
        if (event.type === 'bytes') write({ type: 'progress', sent: event.sent, total: event.total });
      },
    });
    if (kept.status === 'stored') write({ type: 'done', item: kept.item });
    else {
      const error = apiError(kept.error, locale);
      write(
        kept.status === 'pending'
          ? { type: 'pending', item: await pendingItem(kept.entry, exchange, service), error }
          : { type: 'failed', error },
      );
    }
    exchange.response.end();
  } finally {
    await received.dispose?.();
  }
}

function urlIn(body: unknown): string {
  const url = typeof body === 'object' && body !== null && 'url' in body ? body.url : undefined;
  if (typeof url === 'string' && /^https?:\/\//i.test(url)) return url;
  throw new ImbedError('serve/invalid-request', { detail: '{ "url": "https://…" } is expected' });
}

async function sendHistory(exchange: Exchange, { images }: Service): Promise<void> {
  const { entries, next } = selectHistory(await images.objects(), parseHistoryQuery(exchange.query));
  const items = await Promise.all(entries.map((entry) => images.itemOf(entry)));
  sendJson(exchange, 200, { items, ...(next !== undefined && { next }) } satisfies HistoryPage);
}

const MAX_IDS = 1000;

async function deleteObjects(exchange: Exchange, { ledger, images, ids }: Service): Promise<void> {
  const byId = new Map((await ledger.objects()).map((entry) => [ids(entry), entry]));
  await forEachId(exchange, byId, (entry, since) => images.delete(entry, since));
}

async function discardPending(exchange: Exchange, { ledger, waiting, ids }: Service): Promise<void> {
  const byId = new Map((await ledger.pending()).map((entry) => [idOfPending(entry, ids), entry]));
  await forEachId(exchange, byId, (entry, since) => waiting.drop(entry, since));
}

/** Answers a {@link DeleteRequest} with a line for each. */
async function forEachId<T>(
  exchange: Exchange,
  byId: ReadonlyMap<string, T>,
  remove: (entry: T, since: number) => Promise<void>,
): Promise<void> {
  const now = Date.now();
  const { ids, askedAgo = 0 } = deletionIn(await readJson(exchange.request));
  const write = startLines<DeleteLine>(exchange);
  for (const id of ids) {
    if (exchange.signal.aborted) return;
    try {
      const entry = byId.get(id);
      if (entry === undefined) throw new ImbedError('serve/unknown-object');
      await remove(entry, now - askedAgo);
      write({ id, status: 'deleted' });
    } catch (error) {
      write({ id, status: 'failed', error: apiError(toImbedError(error), exchange.locale) });
    }
  }
  exchange.response.end();
}

function deletionIn(body: unknown): DeleteRequest {
  const { ids, askedAgo = 0 }: Readonly<Record<string, unknown>> = { ...(body ?? {}) };
  const areIds = Array.isArray(ids) && ids.length <= MAX_IDS && ids.every((id) => typeof id === 'string');
  if (areIds && typeof askedAgo === 'number' && askedAgo >= 0) return { ids, askedAgo };
  throw new ImbedError('serve/invalid-request', { detail: '{ "ids": […] } is expected' });
}

async function sendPending(exchange: Exchange, service: Service): Promise<void> {
  const entries = await service.ledger.pending();
  const items = await Promise.all(entries.map((entry) => pendingItem(entry, exchange, service)));
  sendJson(exchange, 200, { items } satisfies PendingList);
}

async function pendingItem(
  entry: PendingEntry,
  { locale }: Exchange,
  service: Service,
): Promise<PendingItem> {
  const { path, size, at, profile } = entry;
  return {
    ...{ id: idOfPending(entry, service.ids), name: path, sizeBytes: size, at, profile },
    error: apiError(await whyPending(entry, service), locale),
  };
}

/** The ledger knows the code only; what is wrong with the configuration is still there to be looked at. */
async function whyPending({ profile, error }: PendingEntry, { configured }: Service): Promise<ImbedError> {
  if (error.startsWith('config/')) {
    const found = await configured()
      .then(({ host }) => host.profiles.open(profile))
      .catch(toImbedError);
    if (isImbedError(found)) return found;
  }
  return new ImbedError(error);
}

function idOfPending({ profile, sha256 }: PendingEntry, ids: Service['ids']): string {
  return ids({ store: `pending ${profile}`, key: sha256 });
}

async function syncPending(exchange: Exchange, service: Service): Promise<void> {
  const { waiting, ledger, images, ids } = service;
  await service.configured();
  const write = startLines<SyncLine>(exchange);
  const tell = async ({ entry, error }: RetryResult) => {
    const id = idOfPending(entry, ids);
    const found = error ? [] : await ledger.find(entry.sha256);
    const stored = found.find(({ profile }) => profile === entry.profile);
    if (stored !== undefined) write({ id, status: 'stored', item: await images.itemOf(stored) });
    else write({ id, status: 'waiting', error: apiError(toImbedError(error), exchange.locale) });
  };
  const told: Promise<void>[] = [];
  await waiting.retry({ onResult: (result) => void told.push(tell(result)) });
  await Promise.all(told);
  exchange.response.end();
}

async function examine(exchange: Exchange, { io, configured }: Service): Promise<void> {
  const { settings } = await configured();
  const profileName = chooseProfile(exchange.query, settings);
  const profile = settings.profiles[profileName];
  if (profile === undefined) throw new ImbedError('serve/unknown-profile', { name: profileName });
  const write = startLines<DoctorLine>(exchange);
  const { signal } = exchange;
  await runDoctor({
    ...{ profileName, profile, host: hostFor(profile, io), signal },
    onResult: (result) => write(doctorLine(result, profileName, profile, exchange)),
  });
  exchange.response.end();
}

function doctorLine(result: CheckResult, name: string, profile: Profile, { locale }: Exchange): DoctorLine {
  const command = policyCommandFor('imbed', name, profile);
  const { title, detail, message, hint, where, link } = explainCheck(
    result,
    profile.provider,
    locale,
    command,
  );
  const fix = [hint, where].filter(Boolean).join(' ');
  return {
    ...{ title, status: result.status },
    ...(detail && { evidence: detail }),
    ...(message && { cause: message }),
    ...(fix && { fix }),
    ...(link && { link }),
  };
}
