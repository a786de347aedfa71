import type { HistoryItem } from '../../serve/page-api.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';

/** What can be done with several pictures at once. */
export function SelectionBar({ items }: { readonly items: readonly HistoryItem[] }) {
  const { actions, words } = usePage();
  const ids = items.map(({ id }) => id);
  const deletable = items.flatMap(({ id, canDelete }) => (canDelete ? [id] : []));
  const leave = (act: () => void) => {
    // The bar goes, and the focus with it.
    document.querySelector('h1')?.focus();
    act();
  };
  return (
    <section class="selection" aria-label={words.history.selection}>
      <p role="status">{words.history.selected(items.length)}</p>
      <CopyButton items={items} look="primary" words={words.history.copyLinks} />
      <button
        type="button"
        class="danger"
        disabled={deletable.length === 0}
        title={deletable.length === 0 ? words.history.cannotDelete : undefined}
        onClick={() => leave(() => actions.deletions.request(deletable))}
      >
        <Icon name="bin" />
        <span>
          {words.history.delete}
          {deletable.length < items.length && ` (${deletable.length})`}
        </span>
      </button>
      <button type="button" class="quiet" onClick={() => leave(() => actions.history.select(ids, false))}>
        {words.history.clear}
      </button>
    </section>
  );
}
