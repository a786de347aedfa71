/** What the person at the screen does, and what they see. */
import type { Uri } from './stub-values.ts';

export const person = {
  chooses: undefined as readonly Uri[] | undefined,
  answers: [] as (string | undefined)[],
  /** Words of the choice that is made in a list, as far as they tell it from others. */
  picks: undefined as string | undefined,
  /** The same for lists that come one after another; for as many as there are. */
  picksInTurn: [] as (string | undefined)[],
  /** Words of the button that is pressed whenever it is offered. */
  presses: undefined as string | undefined,
  configuration: {} as Record<string, unknown>,
  /** Settings of the workspace. */
  ofWorkspace: {} as Record<string, unknown>,
};

export const screen = {
  errors: [] as string[],
  warnings: [] as string[],
  messages: [] as string[],
  /** Of questions that stand in the way of everything else, with what is said below them. */
  questions: [] as string[],
  /** Titles of lines that were asked for. */
  asked: [] as string[],
  clipboard: '',
  status: '',
  /** What stood above lists of choices. */
  lists: [] as string[],
  /** What was said below the choices of lists. */
  details: [] as string[],
  /** Addresses that were opened in the browser. */
  opened: [] as string[],
  /** Commands of the editor's own that were run, by name. */
  ran: [] as string[],
  /** Texts that were opened to be read. */
  documents: [] as string[],
  /** Texts that were shown beside each other. */
  differences: [] as string[],
  /** What the editor lists for notes, by path. */
  problems: new Map<string, readonly string[]>(),
};
