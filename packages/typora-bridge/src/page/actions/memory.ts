import type { PageLocale } from '../../serve/page-api.ts';
import { type CopyStyle, defaultCopyStyle, isCopyFormat } from '../text/copy-formats.ts';
import { localeFor } from '../text/words.ts';

const prefix = 'imbed.';

/** What the browser keeps of the reader's choices; a browser that keeps nothing is as good as new each time. */
function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Chosen for this visit only.
  }
}

export function recallLocale(): PageLocale {
  const kept = recall('locale');
  return kept === 'en' || kept === 'zh-cn' ? kept : localeFor(navigator.languages);
}

export function keepLocale(locale: PageLocale): void {
  keep('locale', locale);
}

export function recallProfile(): string {
  return recall('profile') ?? '';
}

export function keepProfile(name: string): void {
  keep('profile', name);
}

export function recallCopyStyle(): CopyStyle {
  const format = recall('format');
  return {
    format: isCopyFormat(format) ? format : defaultCopyStyle.format,
    template: recall('template') ?? defaultCopyStyle.template,
  };
}

export function keepCopyStyle({ format, template }: CopyStyle): void {
  keep('format', format);
  keep('template', template);
}
