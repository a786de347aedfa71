import type { ShelfFiles } from './shelf.ts';

/** Which window of this computer brings an image to its place: two of them may show the same note. */
export interface Claims {
  /**
   * Takes an image for this window, as long as it lives.
   * @returns `undefined` when it has it now, and where it cannot be told; else when the other window has to show that it
   *   lives, in milliseconds since 1970
   */
  take(name: string): Promise<number | undefined>;
  drop(name: string): Promise<void>;
  /** Of this window. */
  dropAll(): Promise<void>;
}

/** So long after its last sign of life a window is taken for dead. */
const LEASE_MS = 12_000;

/** Often enough for a window that is busy. */
const RENEW_MS = 4_000;

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
  const isOthers = (claim: Claim | undefined): claim is Claim =>
    claim !== undefined && claim.window !== window && claim.until > now();

  function encoded(): Uint8Array {
    const claim: Claim = { window, until: now() + LEASE_MS };
    return new TextEncoder().encode(JSON.stringify(claim));
  }

  /** Two may try at once: the one whose file gets the name has it. */
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
      if (isOthers(before)) return before.until;
      await write(name, before).catch(() => undefined);
      const winner = await read(files, name);
      if (isOthers(winner)) return winner.until;
      keep(name);
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
