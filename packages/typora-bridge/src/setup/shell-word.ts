/** One word of a command line, for the shell that programs of this platform start others with. */
export function shellWord(text: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? windowsWord(text) : posixWord(text);
}

/** Between single quotes nothing is special but the quote itself. */
function posixWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Between double quotes `cmd` leaves alone all that a path can hold but `%`, for which there is no escape:
 * {@link expandedByCmd}.
 */
function windowsWord(text: string): string {
  return /^[\w@+:./\\-]+$/.test(text) ? text : `"${text}"`;
}

/** The part of `text` that `cmd` would replace, quoted or not: a variable of `env` between percent signs. */
export function expandedByCmd(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const names = new Set(Object.keys(env).map((name) => name.toLowerCase()));
  return text
    .match(/%[^%]+(?=%)/g)
    ?.find((part) => names.has(part.slice(1).toLowerCase()))
    ?.concat('%');
}
