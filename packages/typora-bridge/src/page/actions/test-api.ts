import type { Api } from '../api/api.ts';
import { Trouble } from '../api/trouble.ts';
import type { PageModel } from '../model/model.ts';
import { createStore } from '../model/store.ts';
import { emptyPage } from '../test-scene.ts';
import { wordsIn } from '../text/words.ts';
import type { Context } from './context.ts';

/** A page without a document, whose server does what the test says; what it does not say is not asked for. */
export function pageWith(api: Partial<Api>, more: Partial<PageModel> = {}): Context {
  const refuse = () => {
    throw new Error('the test says nothing about this');
  };
  const none = {
    state: refuse,
    upload: refuse,
    history: refuse,
    remove: refuse,
    pending: refuse,
    discard: refuse,
  };
  let ids = 0;
  return {
    api: { ...none, sync: refuse, doctor: refuse, ...api },
    store: createStore(emptyPage(more), () => {}),
    words: () => wordsIn('en'),
    newId: () => ++ids,
  };
}

/** The answer of a server that is no longer there. */
export function unanswered(): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Trouble('gone')) }) };
}
