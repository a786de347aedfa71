import { type ImageSource, imageExtensions } from '@imbed/core';
import type { TFile, Vault } from 'obsidian';

export function imagesOf(vault: Vault): TFile[] {
  const known = new Set(imageExtensions());
  return vault.getFiles().filter(({ extension }) => known.has(extension.toLowerCase()));
}

export function fromVault(vault: Vault, file: TFile): ImageSource {
  return {
    name: file.name,
    origin: 'command',
    size: file.stat.size,
    read: async () => new Uint8Array(await vault.readBinary(file)),
  };
}
