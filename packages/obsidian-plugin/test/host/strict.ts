/**
 * What the host does not have fails by name; a silent `undefined` would let a plugin pass that breaks in Obsidian.
 * Put at the end of the chain of prototypes, so that the object itself, private members and all, stays what it is.
 */
export function strict<T extends object>(members: T, name: string): T {
  let last: object = members;
  for (let next = last; next !== Object.prototype && next !== null; next = Object.getPrototypeOf(next))
    last = next;
  const end = new Proxy(Object.prototype, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || notAsked.has(key))
        return Reflect.get(target, key, receiver);
      throw new Error(`the test host has no ${name}.${key}`);
    },
  });
  if (Object.getPrototypeOf(last) === Object.prototype) Object.setPrototypeOf(last, end);
  return members;
}

/** Asked of any object: by promises, by bundlers, by the test runner when it prints something. */
const notAsked: ReadonlySet<string> = new Set(['then', 'toJSON', '__esModule', 'default', 'asymmetricMatch']);
