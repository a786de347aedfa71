import type { ShelfFiles } from './shelf.ts';

/** Which window of this computer brings an image to its place: two of them may show the same note. */
export interface Claims {
  /** Takes an image for this window, as long as it lives; also where it cannot be told whose it is. */
  take(name: string): Promise<Taken>;
  drop(name: string): Promise<void>;
  /** Of this window. */
  dropAll(): Promise<void>;
}

export type Taken =
  /** `fromDead`: another window had it and died. */
  | { readonly by: 'this'; readonly fromDead: boolean }
  /** When to look again whether that window still lives, in milliseconds since 1970. */
  | { readonly by: 'other'; readonly until: number };

/** So long after its last sign of life a window is taken for dead. */
const LEASE_MS = 12_000;

/** Often enough for a window that is busy. */
const RENEW_MS = 4_000;

/** More than there is between the look of another window at a dead claim and its own claim. */
const SETTLED_MS = 500;

/** Windows that wait for the same dead one are not to wake at once: within these milliseconds. */
const SPREAD_MS = 2_000;

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
  let timer: ReturnType<typeof setInterval> | undefined;
  const shiftMs = [...window].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % SPREAD_MS, 0);

  const othersUntil = (claim: Claim | undefined): number | undefined =>
    claim !== undefined && claim.window !== window && claim.until > now() ? claim.until + shiftMs : undefined;

  function encoded(): Uint8Array {
    const claim: Claim = { window, until: now() + LEASE_MS };
    return new TextEncoder().encode(JSON.stringify(claim));
  }

  /** Two may try at once: where there is no file, the one whose file gets the name has it. */
  async function write(name: string, old: Claim | undefined): Promise<void> {
    const draft = `${name}.${window}`;
    await files.write(draft, encoded());
    if (old !== undefined) await Promise.resolve(files.remove(name)).catch(() => undefined);
    await Promise.resolve(files.rename(draft, name)).catch(() => files.remove(draft));
  }

  function keep(name: string): void {
    taken.add(name);
    timer ??= setInterval(() => {
      for (const one of taken) void Promise.resolve(files.write(one, encoded())).catch(() => undefined);
    }, RENEW_MS);
  }

  async function drop(name: string): Promise<void> {
    if (!taken.delete(name)) return;
    if (taken.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    if ((await read(files, name))?.window === window)
      await Promise.resolve(files.remove(name)).catch(() => undefined);
  }

  return {
    async take(name) {
      const before = await read(files, name);
      const until = othersUntil(before);
      if (until !== undefined) return { by: 'other', until };
      if (before?.window === window && taken.has(name)) return { by: 'this', fromDead: false };
      const fromDead = before !== undefined && before.window !== window;
      await write(name, before).catch(() => undefined);
      // The claim of a dead window may be removed by two: the last file stays.
      if (fromDead) await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      const winnerUntil = othersUntil(await read(files, name));
      if (winnerUntil !== undefined) return { by: 'other', until: winnerUntil };
      keep(name);
      return { by: 'this', fromDead };
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
