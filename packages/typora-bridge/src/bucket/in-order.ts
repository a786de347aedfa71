/** Hands on what comes in any order by its number: each as soon as those before it have come. */
export interface InOrder<Item> {
  /** In the order in which they were handed on. */
  readonly handed: readonly Item[];
  /** Numbers begin at 0. */
  add(number: number, item: Item): Promise<void>;
  /** Those that still wait for one before them, when no more will come. */
  rest(): Promise<void>;
}

export function inOrder<Item extends object>(hand: (item: Item) => Promise<void>): InOrder<Item> {
  const waiting = new Map<number, Item>();
  const handed: Item[] = [];
  let next = 0;
  const give = async (number: number, item: Item) => {
    waiting.delete(number);
    next = number + 1;
    handed.push(item);
    await hand(item);
  };
  return {
    handed,
    async add(number, item) {
      waiting.set(number, item);
      for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) await give(next, due);
    },
    async rest() {
      for (const [number, item] of [...waiting].sort(([a], [b]) => a - b)) await give(number, item);
    },
  };
}
