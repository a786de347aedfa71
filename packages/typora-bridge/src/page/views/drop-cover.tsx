import { useEffect, useState } from 'preact/hooks';
import { transferred } from '../input/transfer.ts';
import { usePage } from '../parts/page-context.ts';

/** Takes what is pasted and dropped anywhere, and says so while something is held over the page. */
export function DropCover() {
  const { actions, model, words } = usePage();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const on = <K extends keyof DocumentEventMap>(type: K, listener: (event: DocumentEventMap[K]) => void) =>
      document.addEventListener(type, listener, { signal: listening.signal });
    on('dragover', (event) => {
      if (!isForUs(event)) return;
      event.preventDefault();
      setOver(true);
    });
    // Between two elements of the page there is a `relatedTarget`; outside there is none.
    on('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      if (!isForUs(event) || event.dataTransfer === null) return;
      event.preventDefault();
      actions.take(transferred(event.dataTransfer));
    });
    on('paste', (event) => {
      const { clipboardData } = event;
      if (clipboardData === null) return;
      if (isForText(event.target) && clipboardData.files.length === 0) return;
      event.preventDefault();
      actions.take(transferred(clipboardData));
    });
    return () => listening.abort();
  }, [actions]);
  return (
    isOver && (
      <div class="drop-cover" aria-hidden="true">
        <p>{words.upload.dropNow(model.profile)}</p>
      </div>
    )
  );
}

function isForUs({ dataTransfer, target }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  return types.includes('Files') || (types.includes('text/uri-list') && !isForText(target));
}

/** Text that goes into a field of the page is no picture. */
function isForText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
