import { writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type * as O from 'obsidian';

/** The vault's folder on disk. `changed` is what Obsidian's watcher does when a file was touched behind its back. */
export class DiskAdapter
  implements
    Pick<
      O.DataAdapter,
      | 'exists'
      | 'stat'
      | 'list'
      | 'read'
      | 'readBinary'
      | 'write'
      | 'writeBinary'
      | 'append'
      | 'process'
      | 'remove'
      | 'rename'
      | 'mkdir'
    >
{
  readonly #root: string;
  readonly #changed: () => void;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(root: string, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
  }

  async exists(path: string): Promise<boolean> {
    return (await this.stat(path)) !== null;
  }

  async stat(path: string): Promise<O.Stat | null> {
    try {
      const found = await fs.stat(this.#absolute(path));
      const { birthtimeMs: ctime, mtimeMs: mtime, size } = found;
      return { type: found.isDirectory() ? 'folder' : 'file', ctime, mtime, size };
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async list(path: string): Promise<O.ListedFiles> {
    const folder = this.#absolute(path);
    const entries = await fs.readdir(folder, { withFileTypes: true });
    const below = (wanted: boolean) =>
      entries
        .filter((entry) => entry.isDirectory() === wanted)
        .map(({ name }) => relative(this.#root, join(folder, name)).replaceAll(sep, '/'));
    return { files: below(false), folders: below(true) };
  }

  read(path: string): Promise<string> {
    return fs.readFile(this.#absolute(path), 'utf8');
  }

  async readBinary(path: string): Promise<ArrayBuffer> {
    return new Uint8Array(await fs.readFile(this.#absolute(path))).buffer;
  }

  write(path: string, text: string): Promise<void> {
    return this.#change(async () => this.#put(path, text));
  }

  writeBinary(path: string, bytes: ArrayBuffer): Promise<void> {
    if (!(bytes instanceof ArrayBuffer)) throw new TypeError('writeBinary takes an ArrayBuffer');
    return this.#change(async () => this.#put(path, new Uint8Array(bytes)));
  }

  append(path: string, text: string): Promise<void> {
    return this.#change(() => fs.appendFile(this.#absolute(path), text));
  }

  process(path: string, change: (text: string) => string): Promise<string> {
    return this.#change(async () => {
      const text = change(await this.read(path));
      this.#put(path, text);
      return text;
    });
  }

  remove(path: string): Promise<void> {
    return this.#change(() => fs.rm(this.#absolute(path)));
  }

  rename(path: string, to: string): Promise<void> {
    return this.#change(async () => {
      if (await this.exists(to)) throw new Error('Destination file already exists!');
      await fs.access(dirname(this.#absolute(to)));
      await fs.rename(this.#absolute(path), this.#absolute(to));
    });
  }

  mkdir(path: string): Promise<void> {
    return this.#change(async () => {
      await fs.mkdir(this.#absolute(path), { recursive: true });
    });
  }

  /** At once: nobody of this process sees a half of it. */
  #put(path: string, content: string | Uint8Array): void {
    writeFileSync(this.#absolute(path), content);
  }

  /** Obsidian does what changes files one after another. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine.finally(this.#changed);
  }

  #absolute(path: string): string {
    const absolute = resolve(this.#root, `./${path}`);
    if (absolute === this.#root || absolute.startsWith(this.#root + sep)) return absolute;
    throw new Error(`outside of the vault: ${path}`);
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
