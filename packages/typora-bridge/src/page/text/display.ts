import type { PageLocale } from '../../serve/page-api.ts';
import { languageTag } from './words.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size as people say it, e.g. `1.2 MB`; decimal units, as file managers and stores count. */
export function sizeText(bytes: number, locale: PageLocale): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(languageTag(locale), {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step);
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
