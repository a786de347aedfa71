import type { PageLocale } from '../../serve/page-api.ts';
import { languageTag } from './words.ts';

const units = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A size as Imbed says it everywhere, e.g. `12.5 MiB`; read the same in every language. */
export function sizeText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${units[step]}`;
}

/** @param at ISO 8601 */
export function dayText(at: string, locale: PageLocale): string {
  return new Intl.DateTimeFormat(languageTag(locale), { dateStyle: 'medium' }).format(new Date(at));
}

/** @param at ISO 8601 */
export function momentText(at: string, locale: PageLocale): string {
  const format = new Intl.DateTimeFormat(languageTag(locale), { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(at));
}

export function percentText(sent: number, total: number, locale: PageLocale): string {
  return new Intl.NumberFormat(languageTag(locale), { style: 'percent' }).format(
    total > 0 ? sent / total : 0,
  );
}
