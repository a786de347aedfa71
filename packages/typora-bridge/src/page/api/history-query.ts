/** What the history is narrowed down to; empty text stands for no wish. */
export interface HistoryFilter {
  readonly text: string;
  readonly profile: string;
  /** Days as `<input type="date">` gives them, e.g. `2026-11-22`, in the reader's own time zone; both inclusive. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: HistoryFilter = { text: '', profile: '', from: '', to: '' };

export function isFiltered(filter: HistoryFilter): boolean {
  return Object.values(filter).some((wish) => wish.trim() !== '');
}

/** The query of `GET /api/history`. Days become moments here: only the reader's machine knows when they begin. */
export function historyQuery(filter: HistoryFilter, before?: string): Readonly<Record<string, string>> {
  const wishes = {
    text: filter.text.trim(),
    profile: filter.profile,
    from: moment(filter.from, 'T00:00:00.000'),
    to: moment(filter.to, 'T23:59:59.999'),
    before: before ?? '',
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, wish]) => wish !== ''));
}

/** Empty for a day that is none, such as one that is still being typed. */
function moment(day: string, time: string): string {
  const date = new Date(`${day}${time}`);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
