import { ImbedError, type LedgerEntry } from '@imbed/core';

export interface HistoryQuery {
  /** Looked for in names and keys, capitals or not. */
  readonly text: string;
  /** Empty for all. */
  readonly profile: string;
  /** ISO 8601, UTC, both inclusive; empty for no bound. */
  readonly from: string;
  readonly to: string;
  /** {@link HistorySelection.next} of the page before. */
  readonly before: string;
  /** At least 1. */
  readonly limit: number;
}

export interface HistorySelection {
  readonly entries: readonly LedgerEntry[];
  readonly next?: string;
}

const USUAL_LIMIT = 60;
const MAX_LIMIT = 200;

/** Throws `serve/invalid-request`. */
export function parseHistoryQuery(query: URLSearchParams): HistoryQuery {
  const text = (name: string) => query.get(name) ?? '';
  const limit = Number(text('limit') || USUAL_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) throw invalid('limit');
  return {
    text: text('text').toLowerCase(),
    profile: text('profile'),
    from: momentOf(text('from'), 'from', ''),
    to: momentOf(text('to'), 'to', 'T23:59:59.999Z'),
    before: text('before') && fromCursor(text('before')),
    limit,
  };
}

/** A day without a time is meant from its beginning, or to its end. */
function momentOf(text: string, name: string, endOfDay: string): string {
  if (text === '') return '';
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const time = Date.parse(isDay ? `${text}${endOfDay}` : text);
  if (Number.isNaN(time)) throw invalid(name);
  return new Date(time).toISOString();
}

/**
 * A page of `entries`, newest first, however many came or went since the page before. All of them are looked at for each
 * page: some milliseconds for 10,000.
 */
export function selectHistory(entries: readonly LedgerEntry[], query: HistoryQuery): HistorySelection {
  const sorted = entries
    .filter((entry) => matches(entry, query))
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .filter(({ place }) => query.before === '' || place < query.before)
    .sort((a, b) => (a.place < b.place ? 1 : -1));
  const page = sorted.slice(0, query.limit);
  const last = page.at(-1);
  const hasMore = sorted.length > page.length;
  return {
    entries: page.map(({ entry }) => entry),
    ...(hasMore && last && { next: Buffer.from(last.place).toString('base64url') }),
  };
}

/** Sorts as the times do, each entry at its own. */
function placeOf({ storedAt, store, key }: LedgerEntry): string {
  return `${storedAt} ${store} ${key}`;
}

function fromCursor(text: string): string {
  return Buffer.from(text, 'base64url').toString();
}

function matches(entry: LedgerEntry, { text, profile, from, to }: HistoryQuery): boolean {
  const { name = '', key, storedAt } = entry;
  return (
    (profile === '' || entry.profile === profile) &&
    (from === '' || storedAt >= from) &&
    (to === '' || storedAt <= to) &&
    (text === '' || `${name}\n${key}`.toLowerCase().includes(text))
  );
}

function invalid(name: string): ImbedError {
  return new ImbedError('serve/invalid-request', { detail: `${name} is out of range` });
}
