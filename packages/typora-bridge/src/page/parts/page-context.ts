import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Actions } from '../actions/actions.ts';
import type { PageModel } from '../model/model.ts';
import { type Words, wordsIn } from '../text/words.ts';

interface PageScene {
  readonly model: PageModel;
  readonly actions: Actions;
}

export const PageContext = createContext<PageScene | undefined>(undefined);

/** What every part of the page can ask for. */
export function usePage(): PageScene & { readonly words: Words } {
  const scene = useContext(PageContext);
  if (scene === undefined) throw new Error('outside of the page');
  return { ...scene, words: wordsIn(scene.model.locale) };
}
