import type { Deletion, Notice } from '../model/model.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page-context.ts';
import { ErrorWords } from './told.tsx';

/** What happened or is about to, above everything else: deletions with their way back, and notices to be closed. */
export function Notices() {
  const { actions, model, words } = usePage();
  return (
    <section
      aria-label={words.notices}
      class="notices"
      onMouseEnter={actions.deletions.hold}
      onMouseLeave={actions.deletions.release}
      onFocusIn={actions.deletions.hold}
      onFocusOut={actions.deletions.release}
    >
      {model.notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {model.deletions.map((deletion) => (
        <DeletionCard key={deletion.id} deletion={deletion} />
      ))}
    </section>
  );
}

function DeletionCard({ deletion }: { readonly deletion: Deletion }) {
  const { actions, words } = usePage();
  const { ids, phase, what } = deletion;
  const isOpen = phase === 'open';
  const { waiting, running } = words.deletion[what];
  return (
    <div class="notice">
      <p>{isOpen ? waiting(ids.length) : running(ids.length)}</p>
      {isOpen && (
        <button
          type="button"
          class="primary"
          onClick={() => leave(() => actions.deletions.undo(deletion.id))}
        >
          {words.deletion.undo}
        </button>
      )}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { actions, words } = usePage();
  return (
    <div class={notice.error ? 'notice error' : 'notice'}>
      <div>
        <p>{notice.text}</p>
        {notice.error && <ErrorWords error={notice.error} />}
      </div>
      <button
        type="button"
        class="quiet icon-only"
        aria-label={words.close}
        onClick={() => leave(() => actions.closeNotice(notice.id))}
      >
        <Icon name="cross" />
      </button>
    </div>
  );
}

/** The card goes, and the focus with it: the reader goes on at the heading. */
function leave(act: () => void): void {
  document.querySelector('h1')?.focus();
  act();
}
