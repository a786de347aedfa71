import { vi } from 'vitest';

/** Waits for what the extension does in its own time, on a busy machine too: Vitest alone would wait a second. */
export function until(isSo: () => boolean): Promise<boolean> {
  return vi.waitUntil(isSo, { timeout: 60_000, interval: 20 });
}
