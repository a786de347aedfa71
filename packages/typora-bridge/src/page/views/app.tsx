import type { ComponentChild } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { View } from '../model/model.ts';
import { Notices } from '../parts/notices.tsx';
import { usePage } from '../parts/page-context.ts';
import { ErrorBox } from '../parts/told.tsx';
import { languageTag, locales } from '../text/words.ts';
import { DoctorView } from './doctor-view.tsx';
import { DropCover } from './drop-cover.tsx';
import { Header } from './header.tsx';
import { HistoryView } from './history-view.tsx';
import { PendingView } from './pending-view.tsx';
import { UploadView } from './upload-view.tsx';

const shown: Readonly<Record<View, () => ComponentChild>> = {
  upload: UploadView,
  history: HistoryView,
  pending: PendingView,
  doctor: DoctorView,
};

export function App() {
  const { model, words } = usePage();
  const CurrentView = shown[model.view];
  const trouble = model.trouble ?? model.server?.problem;
  useTitle();
  useFocusOnView();
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {words.skip}
      </button>
      <Header />
      <main id="main" tabIndex={-1}>
        {trouble && (
          <ErrorBox error={trouble}>
            <button type="button" onClick={() => location.reload()}>
              {words.reload}
            </button>
          </ErrorBox>
        )}
        <CurrentView />
      </main>
      <Footer />
      <Notices />
      <DropCover />
      <p class="hidden-visually" role="status">
        {model.announcement}
      </p>
    </>
  );
}

function Footer() {
  const { actions, model, words } = usePage();
  return (
    <footer>
      <span>{model.server && words.version(model.server.version)}</span>
      <label class="field inline">
        <span class="hidden-visually">{words.language}</span>
        <select
          value={model.locale}
          onChange={({ currentTarget }) => {
            const chosen = locales.find(({ id }) => id === currentTarget.value);
            if (chosen) actions.chooseLocale(chosen.id);
          }}
        >
          {locales.map(({ id, tag, name }) => (
            <option key={id} value={id} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </footer>
  );
}

function useTitle(): void {
  const { model, words } = usePage();
  useEffect(() => {
    document.documentElement.lang = languageTag(model.locale);
    document.title = `${words.views[model.view]} · ${words.title}`;
  }, [model.locale, model.view, words]);
}

/** Whoever went to another view goes on at its heading; the first one is not announced twice. */
function useFocusOnView(): void {
  const { model } = usePage();
  const last = useRef(model.view);
  useEffect(() => {
    if (last.current === model.view) return;
    last.current = model.view;
    document.querySelector('h1')?.focus();
  }, [model.view]);
}
