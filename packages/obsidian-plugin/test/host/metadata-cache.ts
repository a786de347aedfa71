import type * as O from 'obsidian';
import type { TFile } from './files.ts';
import type { Vault } from './vault.ts';

export class MetadataCache {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The file at this path, else one whose path ends so: the shortest. */
  getFirstLinkpathDest(linkpath: string, _sourcePath: string): TFile | null {
    const exact = this.#vault.getFileByPath(linkpath);
    const named = this.#vault
      .getFiles()
      .filter(({ path }) => `/${path}`.toLowerCase().endsWith(`/${linkpath.toLowerCase()}`))
      .sort((a, b) => a.path.length - b.path.length);
    return exact ?? named[0] ?? null;
  }
}

/** Without heading and block: https://docs.obsidian.md/Reference/TypeScript+API/getLinkpath */
export const getLinkpath: typeof O.getLinkpath = (linktext) => linktext.replace(/#.*$/s, '');
