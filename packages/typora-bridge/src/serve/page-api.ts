/**
 * What the page of `imbed serve` and its server say to each other. Types only, so that the page brings in no code.
 *
 * All of it is under the server's own origin. Each request below `/api/` carries the header {@link PageTokenHeader};
 * its value, another one in each process, stands in the page: `<meta name="imbed-page" content="TOKEN">`. Words for
 * people are in the language of `?locale=`, else of `accept-language`. What is refused before anything was done
 * answers with its status and {@link ApiFailure}; answers that take time are `application/x-ndjson`, one document a line.
 *
 * | Request | Answer |
 * | --- | --- |
 * | `GET /api/state` | {@link PageState} |
 * | `POST /api/uploads?profile=&name=` | lines of {@link UploadLine} |
 * | `GET /api/history?text=&profile=&from=&to=&before=&limit=` | {@link HistoryPage} |
 * | `POST /api/history/delete`, {@link DeleteRequest} | lines of {@link DeleteLine} |
 * | `GET /api/pending` | {@link PendingList} |
 * | `POST /api/pending/sync` | lines of {@link SyncLine} |
 * | `POST /api/pending/discard`, {@link DeleteRequest} | lines of {@link DeleteLine} |
 * | `POST /api/doctor?profile=` | lines of {@link DoctorLine} |
 *
 * To give up a request cancels what it asked for, as far as it was not done yet; what is pending is tried to the end.
 */
export type PageTokenHeader = 'x-imbed-page';

export type PageLocale = 'en' | 'zh-cn';

/** What went wrong, in the words of Imbed's messages. */
export interface ApiError {
  /** An `ErrorCode` of core, e.g. `store/access-denied`, or `serve/…`. */
  readonly code: string;
  readonly message: string;
  /** What to do about it; may be empty. */
  readonly advice: string;
}

/** The body of an answer with a status of 400 or more. */
export interface ApiFailure {
  readonly error: ApiError;
}

export interface PageState {
  /** Of the program. */
  readonly version: string;
  readonly locale: PageLocale;
  /** In the order of the configuration; empty where there is none that can be used: see `problem`. */
  readonly profiles: readonly PageProfile[];
  /** Objects that the history shows without any filter. */
  readonly historyCount: number;
  readonly pendingCount: number;
  /** Why the configuration cannot be used. */
  readonly problem?: ApiError;
}

export interface PageProfile {
  readonly name: string;
  readonly isDefault: boolean;
  /** Id of the provider preset, e.g. `aliyun-oss`. */
  readonly provider: string;
  readonly bucket: string;
  /** What links start with, e.g. `https://img.example.com`. */
  readonly publicBase: string;
  /** Links are signed, and open for a while only. */
  readonly isPrivate: boolean;
  /** Largest image that is taken, in bytes. */
  readonly maxBytes: number;
}

/**
 * The body of an upload is the bytes of one file, of any content type but `application/json`; or, as
 * `application/json`, this: an image of the web that is to be stored. The query says with which `profile` (else the
 * default one) and, for bytes, under which `name`.
 */
export interface UrlUpload {
  /** `http:` or `https:`. */
  readonly url: string;
}

/** Any number of `progress`, then one of the others, which is the last line. */
export type UploadLine =
  | { readonly type: 'progress' /** In bytes. */; readonly sent: number; readonly total: number }
  | { readonly type: 'done'; readonly item: HistoryItem }
  /** Could not be stored now, is kept on this machine, and is tried again. */
  | { readonly type: 'pending'; readonly item: PendingItem; readonly error: ApiError }
  | { readonly type: 'failed'; readonly error: ApiError };

/** One object that was stored. */
export interface HistoryItem {
  /** Of this entry of the history; opaque. */
  readonly id: string;
  /** Public; for a private bucket signed, and good for a while. */
  readonly url: string;
  /** A small picture of it, where the store makes one; it may fail where {@link url} does not. */
  readonly thumbnailUrl?: string;
  /** File name it came with, else the end of its key. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** When it was stored; ISO 8601, UTC. */
  readonly at: string;
  readonly profile: string;
  /** An image link with this name and address, as Imbed writes them into notes. */
  readonly markdown: string;
  readonly key: string;
  /** False where its profile is gone or points elsewhere now. */
  readonly canDelete: boolean;
}

/**
 * Newest first. Of the query, all optional: `text` is looked for in names and keys; `from` and `to` are ISO 8601 days
 * or moments, both inclusive; `before` is `next` of the page before; `limit` is 1 to 200, else 60.
 */
export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

/** Sent when the time to undo is over: the objects, or what was kept to be stored, are gone after that. */
export interface DeleteRequest {
  /** Of history items, or of pending ones; at most 1,000. */
  readonly ids: readonly string[];
  /**
   * How long ago somebody asked for it, in milliseconds, for the clocks of two machines differ; 0 when absent. What was
   * uploaded again since is left alone.
   */
  readonly askedAgo?: number;
}

/** One for each id, in their order. */
export type DeleteLine =
  | { readonly id: string; readonly status: 'deleted' }
  | { readonly id: string; readonly status: 'failed'; readonly error: ApiError };

/** An image that still has to be stored. */
export interface PendingItem {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** When it became pending; ISO 8601, UTC. */
  readonly at: string;
  readonly profile: string;
  /** Why it was not stored. */
  readonly error?: ApiError;
}

/** Oldest first. */
export interface PendingList {
  readonly items: readonly PendingItem[];
}

/** One for each pending item, as they end. */
export type SyncLine =
  | { readonly id: string; readonly status: 'stored'; readonly item: HistoryItem }
  | { readonly id: string; readonly status: 'waiting'; readonly error: ApiError };

/** One check of the doctor, as it ends. */
export interface DoctorLine {
  readonly title: string;
  readonly status: 'pass' | 'warn' | 'fail' | 'skipped';
  /** What was seen. */
  readonly evidence?: string;
  /** Why it is so; for `skipped`, why it was not looked at. */
  readonly cause?: string;
  readonly fix?: string;
  /** Where to read on; `https:`. */
  readonly link?: string;
}
