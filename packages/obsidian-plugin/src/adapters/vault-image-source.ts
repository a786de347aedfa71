import { imageExtensions } from '@imbed/core';
import type { TFile, Vault } from 'obsidian';
import { pathOf } from '../uploads/keep-task.ts';
import type { Incoming } from '../uploads/task.ts';

export function imagesOf(vault: Vault): TFile[] {
  return vault.getFiles().filter(isImageFile);
}

export function isImageFile({ extension }: TFile): boolean {
  return imageExtensions().includes(extension.toLowerCase());
}

/** A file of the vault is its own local copy. */
export function fromVault(vault: Vault, file: TFile): Incoming {
  return {
    ...{ name: file.name, origin: 'command', path: pathOf(file), size: file.stat.size },
    read: async () => new Uint8Array(await vault.readBinary(file)),
  };
}
