import { useLayoutEffect, useRef } from 'preact/hooks';
import type { UploadTask } from '../model/model.ts';
import { isUnderWay } from '../model/uploads.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page-context.ts';
import { FilePreview, Preview } from '../parts/preview.tsx';
import { ErrorWords } from '../parts/told.tsx';
import { percentText, sizeText } from '../text/display.ts';
import { leaveItem } from './leave-item.ts';

/** One file from the reader's hand to its link. */
export function UploadRow({ task }: { readonly task: UploadTask }) {
  const { source, phase, name } = task;
  const stored = phase.kind === 'done' ? phase.item.url : undefined;
  const row = useRef<HTMLLIElement>(null);
  useKeptFocus(row.current);
  return (
    <li ref={row} class={`row ${phase.kind}`}>
      <span class="thumb">
        {source.kind === 'file' ? <FilePreview file={source.file} /> : <Preview url={stored} />}
      </span>
      <div class="what">
        <p class="name">{name}</p>
        <Progress task={task} />
      </div>
      <Buttons task={task} />
    </li>
  );
}

/** The button that has the focus may go when the upload is over: the next one takes it, or the keyboard is lost. */
function useKeptFocus(row: HTMLElement | null): void {
  const hadFocus = row?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (hadFocus && !row.contains(document.activeElement)) row.querySelector('button')?.focus();
  });
}

function Progress({ task }: { readonly task: UploadTask }) {
  const { model, words } = usePage();
  const { phase, name } = task;
  switch (phase.kind) {
    case 'waiting':
    case 'cancelled':
      return <p class="state">{words.phase[phase.kind]}</p>;
    case 'sending': {
      const { sent, total } = phase;
      const all = total > 0 && sent >= total;
      const moving = words.phase.sending(percentText(sent, total, model.locale));
      const state = all ? words.phase.storing : total > 0 ? moving : words.phase.starting;
      const value = total > 0 && !all ? { value: sent, max: total } : {};
      return (
        <>
          <progress aria-label={words.progressOf(name)} {...value} />
          <p class="state">{state}</p>
        </>
      );
    }
    case 'done':
      return (
        <p class="state">
          <a href={phase.item.url} target="_blank" rel="noopener noreferrer">
            {phase.item.url}
          </a>
          <span>{sizeText(phase.item.sizeBytes)}</span>
        </p>
      );
    case 'pending':
      return (
        <>
          <p class="state">{words.phase.pending}</p>
          <ErrorWords error={phase.error} />
        </>
      );
    case 'failed':
      return (
        <>
          <p class="state">{words.phase.failed}</p>
          <ErrorWords error={phase.error} />
        </>
      );
  }
}

function Buttons({ task }: { readonly task: UploadTask }) {
  const { actions, words } = usePage();
  const { id, name, phase } = task;
  if (isUnderWay(task))
    return (
      <div class="buttons">
        <button type="button" aria-label={words.cancelOf(name)} onClick={() => actions.uploads.cancel(id)}>
          {words.cancel}
        </button>
      </div>
    );
  return (
    <div class="buttons">
      {phase.kind === 'done' && <CopyButton items={[phase.item]} label={words.copy.copyOf(name)} />}
      {phase.kind === 'pending' && <a href="#pending">{words.seePending}</a>}
      {(phase.kind === 'failed' || phase.kind === 'cancelled') && (
        <button type="button" aria-label={words.retryOf(name)} onClick={() => actions.uploads.retry(id)}>
          <Icon name="retry" />
          <span>{words.retry}</span>
        </button>
      )}
      <button
        type="button"
        class="quiet icon-only"
        aria-label={words.upload.dismiss(name)}
        onClick={({ currentTarget }) => {
          leaveItem(currentTarget);
          actions.uploads.dismiss(id);
        }}
      >
        <Icon name="cross" />
      </button>
    </div>
  );
}
