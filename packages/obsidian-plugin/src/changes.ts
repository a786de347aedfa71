/** Tells whoever shows something that there is something new to show. */
export interface Changes {
  readonly changed: () => void;
  /** @returns the way to hear no more of it */
  onChange(listener: () => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    changed() {
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
