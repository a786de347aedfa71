import { imageExtensions } from '@imbed/core';
import type { TFile, Vault } from 'obsidian';
import { pathOf } from '../uploads/keep-task.ts';
import type { Incoming } from '../uploads/task.ts';

export function imagesOf(vault: Vault): TFile[] {
  const known = new Set(imageExtensions());
  return vault.getFiles().filter(({ extension }) => known.has(extension.toLowerCase()));
}

/** A file of the vault is its own local copy. */
export function fromVault(vault: Vault, file: TFile): Incoming {
  return {
    ...{ name: file.name, origin: 'command', path: pathOf(file) },
    read: async () => new Uint8Array(await vault.readBinary(file)),
  };
}
