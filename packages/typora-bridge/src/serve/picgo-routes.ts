import {
  type Dimensions,
  type ImageSource,
  ImbedError,
  imageDimensions,
  type LedgerEntry,
  maxBytesOf,
  toImbedError,
  uploadAll,
} from '@imbed/core';
import { parseInput } from '../inputs/input-form.ts';
import { surroundingsOf } from '../inputs/inputs.ts';
import { chooseProfile } from './choose-profile.ts';
import { type Exchange, sendJson } from './exchange.ts';
import { statusOfBatch } from './http-status.ts';
import type { KeepWishes } from './images.ts';
import { receiveFiles } from './multipart.ts';
import { sendUploads } from './picgo-reply.ts';
import { mediaType, readJson } from './request-body.ts';
import type { Service } from './service.ts';

/** As many as a note with all its pictures has; more come in several requests. */
const MAX_INPUTS = 1000;

/** `POST /heartbeat`: by this PicGo's clients, and PicGo itself, know that somebody is there. */
export function heartbeat(exchange: Exchange, instance: string, isStopping: boolean): void {
  exchange.request.resume();
  sendJson(exchange, 200, {
    ...{ success: true, result: 'alive', instance },
    ...(isStopping && { stopping: true }),
  });
}

interface Listed {
  readonly origin: string;
  readonly source: ImageSource;
  dispose?(): Promise<void>;
}

/**
 * `POST /upload`. Goes on when the client has given up waiting: when it asks again, the answer is there at once.
 * Rejects with `serve/*` or `config/*` when the request is not one.
 */
export async function upload(exchange: Exchange, service: Service): Promise<void> {
  const { settings } = await service.configured();
  const profile = chooseProfile(exchange.query, settings);
  const inputs = await inputsOf(exchange, service, profile, maxBytesOf(settings, profile));
  try {
    const wishes = { profile, anyFile: service.anyFile };
    const outcomes = await uploadAll(
      { upload: (source: ImageSource) => keepMeasured(source, service, wishes) },
      inputs.map(({ source }) => source),
    );
    const uploads = inputs.flatMap(({ origin }, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : { origin, ...outcome };
    });
    sendUploads(exchange, uploads);
  } finally {
    for (const { dispose } of inputs) await dispose?.();
  }
}

/** The bytes go by once: their size in pixels, which PicGo tells, is taken then. */
async function keepMeasured(source: ImageSource, { images }: Service, wishes: KeepWishes) {
  let dimensions: Dimensions | undefined;
  const measured: ImageSource = {
    ...source,
    async read(signal) {
      const bytes = await source.read(signal);
      dimensions = await imageDimensions(bytes);
      return bytes;
    },
  };
  return { kept: await images.keep(measured, wishes), dimensions };
}

async function inputsOf(
  { request }: Exchange,
  service: Service,
  profile: string,
  maxBytes: number,
): Promise<readonly Listed[]> {
  if (mediaType(request) === 'multipart/form-data') {
    const files = await receiveFiles(request, service.spool, maxBytes);
    return files.map((source) => ({ origin: source.name ?? '', source, dispose: source.dispose }));
  }
  const list = parseList(await readJson(request));
  if (list.length === 0) return [{ origin: 'clipboard', source: service.clipboard() }];
  return Promise.all(
    list.map(async (origin) => ({ origin, source: await listedSource(origin, service, profile) })),
  );
}

async function listedSource(text: string, service: Service, profile: string): Promise<ImageSource> {
  const { io, files } = service;
  const form = parseInput(text, { ...surroundingsOf(io), home: () => io.home() });
  if (form.kind === 'url') return service.fromWeb(form.url, profile);
  return files.open(form.kind === 'file' ? form.paths : [], text);
}

/** Empty where the clipboard is meant: an empty body, no list, or an empty one. */
function parseList(body: unknown): readonly string[] {
  const list = body === undefined ? [] : fieldsOf(body)['list'];
  if (list === undefined) return [];
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
    throw new ImbedError('serve/invalid-request', {
      detail: '{ "list": ["path or address", …] } is expected',
    });
  if (list.length > MAX_INPUTS)
    throw new ImbedError('serve/invalid-request', { detail: `more than ${MAX_INPUTS} in one list` });
  return list;
}

/**
 * `POST /delete`, as PicList has it: `{"list":[…]}` of what `/upload` answered. Each is known by its `id`, which only
 * the answer tells; whoever has the token may name links, too.
 */
export async function remove(exchange: Exchange, service: Service, isTrusted: boolean): Promise<void> {
  const since = Date.now();
  const list = fieldsOf(await readJson(exchange.request))['list'];
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_INPUTS || !list.every(isNamed))
    throw new ImbedError('serve/invalid-request', { detail: '{ "list": [items of an upload] } is expected' });
  const objects = await service.ledger.objects();
  const byId = new Map(objects.map((entry) => [service.ids(entry), entry]));
  const errors: ImbedError[] = [];
  for (const item of list as readonly unknown[]) {
    try {
      const wanted = wantedObject(item, byId, isTrusted ? objects : []);
      if (wanted === undefined) throw new ImbedError('serve/unknown-object');
      await service.images.delete(wanted, since);
    } catch (error) {
      errors.push(toImbedError(error));
    }
  }
  const [first] = errors;
  const message = `delete success: ${list.length - errors.length}, fail: ${errors.length}`;
  sendJson(exchange, deleteStatus(errors), {
    ...{ success: first === undefined, message },
    ...(first && { code: first.code }),
  });
}

function deleteStatus(errors: readonly ImbedError[]): number {
  const codes = errors.map(({ code }) => code);
  return codes.length > 0 && codes.every((code) => code === 'serve/unknown-object')
    ? 404
    : statusOfBatch(codes);
}

/** A link or an id, or an item that has one. */
function isNamed(item: unknown): boolean {
  return typeof item === 'string' || (typeof item === 'object' && item !== null && !Array.isArray(item));
}

function wantedObject(
  item: unknown,
  byId: ReadonlyMap<string, LedgerEntry>,
  objects: readonly LedgerEntry[],
): LedgerEntry | undefined {
  const { id, imgUrl } = typeof item === 'string' ? { id: item, imgUrl: item } : fieldsOf(item);
  if (typeof id === 'string' && byId.has(id)) return byId.get(id);
  return objects.find(({ url }) => url === imgUrl);
}

function fieldsOf(value: unknown): {
  readonly [name: string]: unknown;
  readonly id?: unknown;
  readonly imgUrl?: unknown;
} {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ImbedError('serve/invalid-request', { detail: 'an object is expected' });
}
