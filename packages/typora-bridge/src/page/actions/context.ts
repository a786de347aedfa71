import type { Api } from '../api/api.ts';
import type { Store } from '../model/store.ts';
import type { Words } from '../text/words.ts';

/** What everything that happens on the page needs. */
export interface Context {
  readonly api: Api;
  readonly store: Store;
  /** In the language that is chosen now. */
  readonly words: () => Words;
  /** A number that no other thing on the page has. */
  readonly newId: () => number;
}
