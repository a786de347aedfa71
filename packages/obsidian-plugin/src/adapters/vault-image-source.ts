import type { ImageSource } from '@imbed/core';
import type { TFile, Vault } from 'obsidian';

/** Only for offering files to choose from; what a file is, core tells by its bytes. */
const imageExtensions = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'svg',
  'bmp',
  'avif',
  'heic',
  'tif',
  'tiff',
]);

export function imagesOf(vault: Vault): TFile[] {
  return vault.getFiles().filter(({ extension }) => imageExtensions.has(extension.toLowerCase()));
}

export function fromVault(vault: Vault, file: TFile): ImageSource {
  return {
    name: file.name,
    origin: 'command',
    size: file.stat.size,
    read: async () => new Uint8Array(await vault.readBinary(file)),
  };
}
