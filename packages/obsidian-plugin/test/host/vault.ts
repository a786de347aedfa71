import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as O from 'obsidian';
import { DiskAdapter } from './disk-adapter.ts';
import { Events } from './events.ts';
import { type TAbstractFile, TFile, TFolder } from './files.ts';
import { strict } from './strict.ts';

/** A folder on disk as Obsidian sees it: what hidden names begin is no part of the vault, though the adapter reads it. */
export class Vault extends Events {
  readonly adapter: DiskAdapter;
  readonly configDir = '.obsidian';
  readonly #path: string;
  readonly #known = new Map<string, TAbstractFile>();
  readonly #renaming = new Map<string, string>();

  constructor(path: string) {
    super();
    this.#path = path;
    this.adapter = strict(new DiskAdapter(path, () => this.refresh()), 'DataAdapter');
    this.#known.set('/', Object.assign(new TFolder('/'), { name: '' }));
    this.refresh();
  }

  getRoot(): TFolder {
    return this.#folder('/');
  }

  getFiles(): TFile[] {
    return [...this.#known.values()].filter((file) => file instanceof TFile);
  }

  getMarkdownFiles(): TFile[] {
    return this.getFiles().filter(({ extension }) => extension === 'md');
  }

  getAbstractFileByPath(path: string): TAbstractFile | null {
    return this.#known.get(path) ?? null;
  }

  getFileByPath(path: string): TFile | null {
    const file = this.#known.get(path);
    return file instanceof TFile ? file : null;
  }

  getFolderByPath(path: string): TFolder | null {
    const folder = this.#known.get(path);
    return folder instanceof TFolder ? folder : null;
  }

  async createFolder(path: string): Promise<TFolder> {
    if (this.#known.has(path)) throw new Error('Folder already exists.');
    await this.adapter.mkdir(path);
    return this.#folder(path);
  }

  async createBinary(path: string, bytes: ArrayBuffer): Promise<TFile> {
    if (this.#known.has(path)) throw new Error('File already exists.');
    await this.adapter.writeBinary(path, bytes);
    return this.#file(path);
  }

  async create(path: string, text: string): Promise<TFile> {
    if (this.#known.has(path)) throw new Error('File already exists.');
    await this.adapter.write(path, text);
    return this.#file(path);
  }

  read(file: TFile): Promise<string> {
    return this.adapter.read(file.path);
  }

  cachedRead(file: TFile): Promise<string> {
    return this.read(file);
  }

  getResourcePath(file: TFile): string {
    return `app://vault/${encodeURI(file.path)}?${file.stat.mtime}`;
  }

  readBinary(file: TFile): Promise<ArrayBuffer> {
    return this.adapter.readBinary(file.path);
  }

  modify(file: TFile, text: string): Promise<void> {
    return this.adapter.write(file.path, text);
  }

  process(file: TFile, change: (text: string) => string): Promise<string> {
    return this.adapter.process(file.path, change);
  }

  async delete(file: TAbstractFile): Promise<void> {
    await this.adapter.remove(file.path);
  }

  async rename(file: TAbstractFile, to: string): Promise<void> {
    this.#renaming.set(file.path, to);
    await this.adapter.rename(file.path, to).finally(() => this.#renaming.delete(file.path));
  }

  /** What the watcher of the disk does. */
  refresh(): void {
    if (!existsSync(this.#path)) return;
    const found = new Map(this.#walk(''));
    for (const [from, to] of this.#renaming) if (!found.has(from) && found.has(to)) this.#renamed(from, to);
    for (const [path, file] of this.#known) {
      if (path === '/' || found.has(path)) continue;
      this.#known.delete(path);
      if (file.parent !== null) file.parent.children = file.parent.children.filter((one) => one !== file);
      this.trigger('delete', file);
    }
    for (const [path, stat] of found) this.#see(path, stat);
  }

  #renamed(from: string, to: string): void {
    const file = this.#known.get(from);
    if (file === undefined) return;
    this.#known.delete(from);
    this.#known.set(to, file);
    Object.assign(file, { path: to, name: to.slice(to.lastIndexOf('/') + 1) });
    this.trigger('rename', file, from);
  }

  #see(path: string, stat: O.FileStats | undefined): void {
    const known = this.#known.get(path);
    if (known instanceof TFile && stat !== undefined) {
      const isSame = known.stat.mtime === stat.mtime && known.stat.size === stat.size;
      known.stat = stat;
      if (!isSame) this.trigger('modify', known);
    }
    if (known !== undefined) return;
    const file = stat === undefined ? new TFolder(path) : new TFile(path, stat);
    file.parent = this.#folder(path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '/');
    file.parent.children.push(file);
    this.#known.set(path, file);
    this.trigger('create', file);
  }

  *#walk(folder: string): Generator<readonly [string, O.FileStats | undefined]> {
    for (const entry of readdirSync(join(this.#path, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        yield [path, undefined];
        yield* this.#walk(path);
      } else {
        const { birthtimeMs: ctime, mtimeMs: mtime, size } = statSync(join(this.#path, path));
        yield [path, { ctime, mtime, size }];
      }
    }
  }

  #file(path: string): TFile {
    const file = this.#known.get(path);
    if (file instanceof TFile) return file;
    throw new Error(`no file in the vault: ${path}`);
  }

  #folder(path: string): TFolder {
    const folder = this.#known.get(path);
    if (folder instanceof TFolder) return folder;
    throw new Error(`no folder in the vault: ${path}`);
  }
}
