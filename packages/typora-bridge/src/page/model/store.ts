import type { PageModel } from './model.ts';
import { type PageEvent, reduce } from './reduce.ts';

/** The one place where the page's state is. */
export interface Store {
  get(): PageModel;
  dispatch(event: PageEvent): void;
}

/** @param changed is called after each event */
export function createStore(initial: PageModel, changed: (model: PageModel) => void): Store {
  let model = initial;
  return {
    get: () => model,
    dispatch(event) {
      model = reduce(model, event);
      changed(model);
    },
  };
}
