import type { MessageLocale, WorkspacePath } from '@imbed/core';
import type { App } from 'obsidian';

/** Where the app itself can show a file of the vault; `undefined` when it is not there. */
export function addressOfFile({ vault }: App, path: WorkspacePath | undefined): string | undefined {
  const file = path === undefined ? null : vault.getFileByPath(path);
  return file === null ? undefined : vault.getResourcePath(file);
}

/** `12 kB`, `3.4 MB`. */
export function sizeText(bytes: number, locale: MessageLocale): string {
  const isSmall = bytes < 1_000_000;
  const unit = isSmall ? 'kilobyte' : 'megabyte';
  const value = isSmall ? Math.max(1, bytes / 1000) : bytes / 1_000_000;
  const digits = isSmall ? 0 : 1;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(value);
}

export function dateText(iso: string, locale: MessageLocale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
