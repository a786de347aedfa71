import { win32 } from 'node:path';
import { userFolder } from './folders.ts';
import type { Command, ServiceFile, ServiceInit } from './service-file.ts';

/** A batch file in the Startup folder, which Windows runs at each sign-in; its window goes to the task bar. */
export function windowsStartup({ words, environment, surroundings, processId }: ServiceInit): ServiceFile {
  const roaming = userFolder(surroundings, surroundings.env['APPDATA'], 'AppData', 'Roaming');
  const folder = win32.join(roaming, 'Microsoft', 'Windows', 'Start Menu', 'Programs', 'Startup');
  const path = win32.join(folder, 'imbed-serve.cmd');
  const variables = Object.entries(environment).map(([name, value]) => `set "${name}=${doubled(value)}"`);
  const text = [
    '@echo off',
    // The file is UTF-8, which the console is told before it reads on.
    'chcp 65001 >nul',
    ...variables,
    `start "Imbed" /min ${words.map((word) => `"${argument(doubled(word))}"`).join(' ')}`,
    '',
  ].join('\r\n');
  // A program without a window of its own hears of nothing gentler.
  const end: readonly Command[] = processId ? [['taskkill', '/f', '/pid', String(processId)]] : [];
  return { path, text, endOld: end, begin: [['cmd.exe', '/d', '/c', path]], end };
}

/**
 * Programs take a backslash before a quote for the quote itself, e.g. in `"D:\"`.
 * https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
function argument(text: string): string {
  return text.replace(/\\+$/, '$&$&');
}

/** What stands between percent signs would be taken for a variable. */
function doubled(text: string): string {
  return text.replaceAll('%', '%%');
}
