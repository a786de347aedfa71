import { useEffect, useRef } from 'preact/hooks';
import type { HistoryItem } from '../../serve/page-api.ts';
import { type HistoryFilter, isFiltered, noFilter } from '../api/history-query.ts';
import { shownItems } from '../model/history.ts';
import { CopyStylePicker } from '../parts/copy-style.tsx';
import { usePage } from '../parts/page-context.ts';
import { Empty, ErrorBox } from '../parts/told.tsx';
import { HistoryCard } from './history-card.tsx';
import { SelectionBar } from './selection-bar.tsx';

export function HistoryView() {
  const { model, words } = usePage();
  const items = shownItems(model.history, model.deletions);
  const { error, filter, items: known, selected } = model.history;
  const isBare = known?.length === 0 && !isFiltered(filter);
  return (
    <>
      <h1 tabIndex={-1}>{words.history.title}</h1>
      {!isBare && <Filters />}
      {error && <Failed />}
      {items.length > 0 ? <Grid items={items} /> : !error && <Nothing />}
      {selected.size > 0 && <SelectionBar items={items.filter(({ id }) => selected.has(id))} />}
    </>
  );
}

function Filters() {
  const { actions, model, words } = usePage();
  const { filter } = model.history;
  const profiles = model.server?.profiles ?? [];
  const set = (change: Partial<HistoryFilter>) => actions.history.filter({ ...filter, ...change });
  const day = (end: 'from' | 'to') => (
    <label class="field">
      <span>{words.history[end]}</span>
      <input
        type="date"
        value={filter[end]}
        onInput={({ currentTarget }) => set({ [end]: currentTarget.value })}
      />
    </label>
  );
  return (
    <search class="filters">
      <label class="field grow">
        <span>{words.history.search}</span>
        <input
          type="search"
          value={filter.text}
          placeholder={words.history.searchPlaceholder}
          onInput={({ currentTarget }) => set({ text: currentTarget.value })}
        />
      </label>
      {day('from')}
      {day('to')}
      {profiles.length > 1 && (
        <label class="field">
          <span>{words.history.profile}</span>
          <select
            value={filter.profile}
            onChange={({ currentTarget }) => set({ profile: currentTarget.value })}
          >
            <option value="">{words.history.allProfiles}</option>
            {profiles.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      {isFiltered(filter) && (
        <button type="button" class="quiet" onClick={() => actions.history.filter(noFilter)}>
          {words.history.reset}
        </button>
      )}
    </search>
  );
}

function Failed() {
  const { actions, model, words } = usePage();
  const { error } = model.history;
  return (
    error && (
      <ErrorBox error={error}>
        <button type="button" onClick={() => void actions.history.load()}>
          {words.retry}
        </button>
      </ErrorBox>
    )
  );
}

function Nothing() {
  const { actions, model, words } = usePage();
  const { items, filter, loading } = model.history;
  if (items === undefined || loading) return <p class="quiet-words">{words.loading}</p>;
  if (isFiltered(filter))
    return (
      <Empty icon="search" title={words.history.noneTitle}>
        <p>{words.history.none}</p>
        <button type="button" onClick={() => actions.history.filter(noFilter)}>
          {words.history.reset}
        </button>
      </Empty>
    );
  return (
    <Empty icon="picture" title={words.history.emptyTitle}>
      <p>{words.history.empty}</p>
      <a class="button" href="#upload">
        {words.history.emptyAction}
      </a>
    </Empty>
  );
}

function Grid({ items }: { readonly items: readonly HistoryItem[] }) {
  const { actions, model, words } = usePage();
  const { next } = model.history;
  const ids = items.map(({ id }) => id);
  const count =
    next === undefined ? words.history.count(items.length) : words.history.countMore(items.length);
  return (
    <section aria-label={words.history.pictures} aria-busy={model.history.loading}>
      <div class="list-head">
        <p role="status">{count}</p>
        <CopyStylePicker />
        <button type="button" class="quiet" onClick={() => actions.history.select(ids, true)}>
          {words.history.selectAll}
        </button>
      </div>
      <ul class="grid">
        {items.map((item) => (
          <HistoryCard key={item.id} item={item} />
        ))}
      </ul>
      {next !== undefined && <More />}
    </section>
  );
}

/** Loads by itself when it comes into sight; a button for those who get there by keyboard. */
function More() {
  const { actions, model, words } = usePage();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void actions.history.more();
      },
      { rootMargin: '300px' },
    );
    if (button.current) seen.observe(button.current);
    return () => seen.disconnect();
  }, [actions, model.history.next]);
  return (
    <button ref={button} type="button" class="more" onClick={() => void actions.history.more()}>
      {model.history.loading ? words.loading : words.history.more}
    </button>
  );
}
