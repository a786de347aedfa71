import type { MemoryStore } from './memory-store.ts';

/** From now on so many reads give bytes of which one is another, as a bad line does that nothing checks. */
export function damageReads(store: MemoryStore, times: number): void {
  const { get } = store;
  let left = times;
  store.get = async (key, options) => {
    const bytes = await get(key, options);
    if (left-- > 0) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return bytes;
  };
}
