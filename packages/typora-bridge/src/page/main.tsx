import { render } from 'preact';
import { createActions } from './actions/actions.ts';
import { recallCopyStyle, recallLocale, recallProfile } from './actions/memory.ts';
import { createApi } from './api/api.ts';
import { newModel, type PageModel, type View, views } from './model/model.ts';
import { createStore } from './model/store.ts';
import { isUnderWay } from './model/uploads.ts';
import { PageContext } from './parts/page-context.ts';
import { wordsIn } from './text/words.ts';
import { App } from './views/app.tsx';

function viewInAddress(): View {
  return views.find((view) => location.hash === `#${view}`) ?? 'upload';
}

const initial = newModel({
  view: viewInAddress(),
  locale: recallLocale(),
  profile: recallProfile(),
  copyStyle: recallCopyStyle(),
});
const store = createStore(initial, show);
const token = document.querySelector<HTMLMetaElement>('meta[name="imbed-page"]')?.content ?? '';
let ids = 0;
const actions = createActions({
  api: createApi(token, () => store.get().locale),
  store,
  words: () => wordsIn(store.get().locale),
  newId: () => ++ids,
});

function show(model: PageModel): void {
  const root = document.getElementById('page');
  if (root === null) throw new Error('the document has no place for the page');
  render(
    <PageContext.Provider value={{ model, actions }}>
      <App />
    </PageContext.Provider>,
    root,
  );
}

show(initial);
void actions.load();
actions.show(viewInAddress());
addEventListener('hashchange', () => actions.show(viewInAddress()));
// To leave the page gives up what it uploads and what it is to delete: the browser asks first.
addEventListener('beforeunload', (event) => {
  const { uploads, deletions } = store.get();
  if (uploads.some(isUnderWay) || deletions.length > 0) event.preventDefault();
});
addEventListener('keydown', (event) => {
  const isField = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
  if (isUndo && !isField) actions.deletions.undoLast();
});
