import type { HistoryItem } from '../../serve/page-api.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';
import { Preview } from '../parts/preview.tsx';
import { dayText, momentText, sizeText } from '../text/display.ts';
import { leaveItem } from './leave-item.ts';

/** One picture of the history. */
export function HistoryCard({ item }: { readonly item: HistoryItem }) {
  const { actions, model, words } = usePage();
  const { id, name, url, thumbnailUrl, at, sizeBytes, canDelete } = item;
  const isSelected = model.history.selected.has(id);
  const isPicture = item.contentType.startsWith('image/');
  const remove = (button: HTMLElement) => {
    leaveItem(button);
    actions.deletions.request([id]);
  };
  return (
    <li class={isSelected ? 'card selected' : 'card'}>
      <a
        class="thumb"
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={words.history.open(name)}
      >
        <Preview url={isPicture ? url : undefined} small={thumbnailUrl} />
      </a>
      <label class="tick">
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={words.history.select(name)}
          onChange={({ currentTarget }) => actions.history.select([id], currentTarget.checked)}
        />
      </label>
      <p class="name" title={name}>
        {name}
      </p>
      <p class="meta">
        <time dateTime={at} title={momentText(at, model.locale)}>
          {dayText(at, model.locale)}
        </time>
        <span>{sizeText(sizeBytes)}</span>
      </p>
      <div class="buttons">
        <CopyButton items={[item]} label={words.copy.copyOf(name)} />
        <button
          type="button"
          class="quiet icon-only"
          disabled={!canDelete}
          title={canDelete ? undefined : words.history.cannotDelete}
          aria-label={words.history.deleteOf(name)}
          onClick={({ currentTarget }) => remove(currentTarget)}
        >
          <Icon name="bin" />
        </button>
      </div>
    </li>
  );
}
