import type {
  DeleteLine,
  DeleteRequest,
  DoctorLine,
  HistoryPage,
  PageLocale,
  PageState,
  PageTokenHeader,
  PendingList,
  SyncLine,
  UploadLine,
  UrlUpload,
} from '../../serve/page-api.ts';
import { type HistoryFilter, historyQuery } from './history-query.ts';
import { readLines } from './read-lines.ts';
import { refusalIn, Trouble } from './trouble.ts';

/** What is uploaded: a file of the reader, or a picture of the web. */
export type UploadSource =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'address'; readonly url: string };

/** The server's side of the page. All throw {@link Trouble}, and what `fetch` throws when the signal fires. */
export interface Api {
  state(): Promise<PageState>;
  upload(source: UploadSource, profile: string, signal: AbortSignal): AsyncIterable<UploadLine>;
  history(filter: HistoryFilter, before?: string, signal?: AbortSignal): Promise<HistoryPage>;
  /** @param askedAt when the reader did, in milliseconds since 1970 */
  remove(ids: readonly string[], askedAt: number): AsyncIterable<DeleteLine>;
  pending(): Promise<PendingList>;
  sync(): AsyncIterable<SyncLine>;
  /** Of what is pending. */
  discard(ids: readonly string[], askedAt: number): AsyncIterable<DeleteLine>;
  doctor(profile: string, signal: AbortSignal): AsyncIterable<DoctorLine>;
}

interface Call {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  readonly body?: File | string;
  readonly type?: string;
  readonly signal?: AbortSignal | undefined;
}

/** As many as the server takes in one request. */
const idsAtOnce = 1000;

const tokenHeader: PageTokenHeader = 'x-imbed-page';

/**
 * @param token of the document, which shows the server that a request comes from its own page
 * @param locale that the reader wants answers in
 */
export function createApi(token: string, locale: () => PageLocale): Api {
  async function call({ path, query, method = 'GET', body, type, signal }: Call): Promise<Response> {
    const headers = { [tokenHeader]: token, ...(type !== undefined && { 'content-type': type }) };
    const search = new URLSearchParams({ ...query, locale: locale() });
    const init = { method, headers, ...(body !== undefined && { body }), ...(signal && { signal }) };
    const response = await fetch(`/api/${path}?${search}`, init).catch((error: unknown) => {
      throw signal?.aborted ? error : new Trouble('gone');
    });
    if (response.ok) return response;
    throw refusalIn(await response.json().catch(() => undefined), response.status);
  }

  /** The server is of one version with this page, so its answers are taken at their word. */
  async function document<T>(request: Call): Promise<T> {
    const response = await call(request);
    return response.json().catch(() => {
      throw new Trouble('odd', { status: response.status });
    });
  }

  async function* lines<T>(request: Call): AsyncGenerator<T, void, void> {
    const { body } = await call({ method: 'POST', ...request });
    if (body === null) throw new Trouble('interrupted');
    try {
      for await (const line of readLines(body)) yield line as T;
    } catch (error) {
      throw request.signal?.aborted ? error : new Trouble('interrupted');
    }
  }

  async function* upload(source: UploadSource, profile: string, signal: AbortSignal) {
    if (source.kind === 'address') {
      const body = JSON.stringify({ url: source.url } satisfies UrlUpload);
      yield* lines<UploadLine>({
        path: 'uploads',
        query: { profile },
        body,
        type: 'application/json',
        signal,
      });
      return;
    }
    const { file } = source;
    // A file that is gone, or a folder, is told from a server that is gone by trying to read it.
    await file
      .slice(0, 1)
      .arrayBuffer()
      .catch(() => {
        throw new Trouble('unreadable');
      });
    const query = { profile, name: file.name };
    yield* lines<UploadLine>({ path: 'uploads', query, body: file, type: uploadType(file), signal });
  }

  async function* deletion(path: string, ids: readonly string[], askedAt: number) {
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const askedAgo = Math.max(0, Date.now() - askedAt);
      const request: DeleteRequest = { ids: ids.slice(at, at + idsAtOnce), askedAgo };
      yield* lines<DeleteLine>({ path, body: JSON.stringify(request), type: 'application/json' });
    }
  }

  return {
    state: () => document({ path: 'state' }),
    upload,
    history: (filter, before, signal) =>
      document({ path: 'history', query: historyQuery(filter, before), signal }),
    remove: (ids, askedAt) => deletion('history/delete', ids, askedAt),
    discard: (ids, askedAt) => deletion('pending/discard', ids, askedAt),
    pending: () => document({ path: 'pending' }),
    sync: () => lines({ path: 'pending/sync' }),
    doctor: (profile, signal) => lines({ path: 'doctor', query: { profile }, signal }),
  };
}

/** A `.json` file is a file, and no order to fetch an address. */
function uploadType({ type }: File): string {
  return type === '' || type.startsWith('application/json') ? 'application/octet-stream' : type;
}
