import { type JournalFile, journalLine, journalLines } from './journal.ts';

/** What is known of an upload that was begun earlier. */
export interface JournalledUpload {
  /** Says which bytes were to become which object; another one is another upload. */
  readonly identity: string;
  readonly partBytes: number;
  /** Before the store was asked for an upload. */
  readonly since: Date;
  /** `undefined`: whether the store began one was not heard. */
  readonly uploadId: string | undefined;
  /** By part number. */
  readonly etags: ReadonlyMap<number, string>;
}

export interface UploadJournal {
  recall(): Promise<JournalledUpload | undefined>;
  /** To be written before the store is asked, so that an upload whose id was never heard can be found again. */
  intend(intent: Pick<JournalledUpload, 'identity' | 'partBytes' | 'since'>): Promise<void>;
  begun(uploadId: string): Promise<void>;
  stored(part: number, etag: string): Promise<void>;
  forget(): Promise<void>;
}

const VERSION = 1;

/** First line: what is intended. Second: the id. Further ones: a part each. */
export function createUploadJournal(file: JournalFile): UploadJournal {
  return {
    recall: async () => uploadFrom(journalLines(await file.read())),
    intend: ({ since, ...intent }) =>
      file.begin(journalLine({ version: VERSION, ...intent, since: since.toISOString() })),
    begun: (uploadId) => file.append(journalLine({ uploadId })),
    stored: (part, etag) => file.append(journalLine({ part, etag })),
    forget: () => file.remove(),
  };
}

interface Line {
  readonly version?: unknown;
  readonly identity?: unknown;
  readonly partBytes?: unknown;
  readonly since?: unknown;
  readonly uploadId?: unknown;
  readonly part?: unknown;
  readonly etag?: unknown;
}

/** Of another version, or of nobody's making: as if there were none. */
function uploadFrom(lines: readonly unknown[]): JournalledUpload | undefined {
  const [head, second, ...rest] = lines.map((line) => (line ?? {}) as Line);
  if (head?.version !== VERSION) return undefined;
  const { identity, partBytes, since } = head;
  if (typeof identity !== 'string' || typeof partBytes !== 'number' || typeof since !== 'string')
    return undefined;
  const etags = rest.flatMap(({ part, etag }) =>
    typeof part === 'number' && typeof etag === 'string' ? [[part, etag] as const] : [],
  );
  const uploadId = typeof second?.uploadId === 'string' ? second.uploadId : undefined;
  return { identity, partBytes, since: new Date(since), uploadId, etags: new Map(etags) };
}
