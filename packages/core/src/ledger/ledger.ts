/** One stored object. Field order is the order on disk. */
export interface LedgerEntry {
  /** A ledger may hold lines of other types as well. */
  readonly type: 'stored';
  /** Lower-case SHA-256 hex of the bytes. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly key: string;
  readonly url: string;
  /** Name of the profile it was stored with. */
  readonly profile: string;
  /** Identity of the bucket behind the profile, so that a profile that was pointed elsewhere finds nothing. */
  readonly store: string;
  readonly contentType: string;
  /** File name the image came with; absent for clipboard bitmaps. */
  readonly name?: string;
  /**
   * The key as its template gave it before time and chance were filled in, e.g. `img/{year}/cat.png`: the same bytes
   * with the same pattern are the same upload. Absent where the object was not named by a template.
   */
  readonly pattern?: string;
  /** Only a copy of what another profile has, which this one mirrors; absent for what was stored for itself. */
  readonly role?: 'mirror';
  /** ISO 8601, UTC. */
  readonly storedAt: string;
}

/** Memory of what was stored where. Losing it costs an upload, never an image. */
export interface Ledger {
  /** Entries with this hash, newest first. */
  find(sha256: string): Promise<readonly LedgerEntry[]>;
  record(entry: LedgerEntry): Promise<void>;
}
