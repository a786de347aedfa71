import type { ApiError, PendingItem } from '../../serve/page-api.ts';
import { shownItems } from '../model/history.ts';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';
import { Empty, ErrorBox, ErrorWords } from '../parts/told.tsx';
import { momentText, sizeText } from '../text/display.ts';
import { leaveItem } from './leave-item.ts';

export function PendingView() {
  const { model, words } = usePage();
  const { items: known, error } = model.pending;
  const items = known && shownItems({ items: known }, model.deletions);
  return (
    <>
      <h1 tabIndex={-1}>{words.pending.title}</h1>
      {error && <ErrorBox error={error} />}
      {items === undefined && !error && <p class="quiet-words">{words.loading}</p>}
      {items?.length === 0 && (
        <Empty icon="check" title={words.pending.emptyTitle}>
          <p>{words.pending.empty}</p>
        </Empty>
      )}
      {items !== undefined && items.length > 0 && <Waiting items={items} />}
    </>
  );
}

function Waiting({ items }: { readonly items: readonly PendingItem[] }) {
  const { actions, model, words } = usePage();
  const { syncing } = model.pending;
  const reason = sharedReason(items);
  const drop = ({ id }: PendingItem, button: HTMLElement) => {
    leaveItem(button);
    actions.deletions.request([id], 'pending');
  };
  return (
    <section aria-busy={syncing} aria-label={words.pending.title}>
      <div class="list-head">
        <p>{words.pending.about}</p>
        <button
          type="button"
          class="primary"
          aria-disabled={syncing}
          onClick={() => {
            if (!syncing) void actions.pending.sync();
          }}
        >
          <Icon name="upload" />
          <span>{syncing ? words.pending.syncing : words.pending.sync}</span>
        </button>
      </div>
      {reason && (
        <div class="box mild">
          <ErrorWords error={reason} />
        </div>
      )}
      <ul class="rows">
        {items.map((item) => (
          <li key={item.id} class="row pending">
            <span class="thumb">
              <Icon name="pending" />
            </span>
            <div class="what">
              <p class="name">{item.name}</p>
              <p class="state">
                {[
                  item.profile,
                  sizeText(item.sizeBytes),
                  words.pending.since(momentText(item.at, model.locale)),
                ].join(' · ')}
              </p>
              {item.error && reason === undefined && <ErrorWords error={item.error} />}
            </div>
            <div class="buttons">
              <button
                type="button"
                class="quiet"
                aria-label={words.pending.dropOf(item.name)}
                onClick={({ currentTarget }) => drop(item, currentTarget)}
              >
                <Icon name="bin" />
                <span>{words.pending.drop}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why all of them wait, where it is the same: said once instead of in each row. */
function sharedReason(items: readonly PendingItem[]): ApiError | undefined {
  const [first] = items;
  return items.every(({ error }) => error?.message === first?.error?.message) ? first?.error : undefined;
}
