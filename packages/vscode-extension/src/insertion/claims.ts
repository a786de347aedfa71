import type { ShelfFiles } from './shelf.ts';

/** Which window of this computer brings an image to its place: two of them may show the same note. */
export interface Claims {
  /**
   * Takes an image for this window, for a while.
   * @returns `undefined` when it has it now, and where it cannot be told; else when the other window's time ends, in
   *   milliseconds since 1970
   */
  take(name: string): Promise<number | undefined>;
  drop(name: string): Promise<void>;
  /** Of this window. */
  dropAll(): Promise<void>;
}

/** Longer than most uploads take; a window that died in the midst of one keeps others from it no longer. */
const LEASE_MS = 120_000;

interface Claim {
  readonly window: string;
  readonly until: number;
}

/**
 * @param window tells this one from others
 * @param now milliseconds since 1970
 */
export function createClaims(files: ShelfFiles, window: string, now: () => number): Claims {
  const taken = new Set<string>();
  const isOthers = (claim: Claim | undefined): claim is Claim =>
    claim !== undefined && claim.window !== window && claim.until > now();

  /** Two may try at once: the one whose file gets the name has it. */
  async function write(name: string, old: Claim | undefined): Promise<void> {
    const draft = `${name}.${window}`;
    const claim: Claim = { window, until: now() + LEASE_MS };
    await files.write(draft, new TextEncoder().encode(JSON.stringify(claim)));
    if (old !== undefined) await Promise.resolve(files.remove(name)).catch(() => undefined);
    await Promise.resolve(files.rename(draft, name)).catch(() => files.remove(draft));
  }

  async function drop(name: string): Promise<void> {
    taken.delete(name);
    if ((await read(files, name))?.window === window)
      await Promise.resolve(files.remove(name)).catch(() => undefined);
  }

  return {
    async take(name) {
      const before = await read(files, name);
      if (isOthers(before)) return before.until;
      await write(name, before).catch(() => undefined);
      const winner = await read(files, name);
      if (isOthers(winner)) return winner.until;
      taken.add(name);
      return undefined;
    },
    drop,
    async dropAll() {
      await Promise.all([...taken].map(drop));
    },
  };
}

async function read(files: ShelfFiles, file: string): Promise<Claim | undefined> {
  try {
    const { window, until } = JSON.parse(new TextDecoder().decode(await files.read(file)));
    return typeof window === 'string' && typeof until === 'number' ? { window, until } : undefined;
  } catch {
    return undefined;
  }
}
