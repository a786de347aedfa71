import { localeOf, type MessageLocale } from '@imbed/core';

/**
 * The language of messages, from `IMBED_LANG`, then the POSIX variables; without any (Windows, a program started
 * from the Dock) the system's own. Only what core has words for.
 */
export function messageLocale(env: Readonly<Record<string, string | undefined>>): MessageLocale {
  const named = [env['IMBED_LANG'], env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean);
  const language = named ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return localeOf(language);
}
