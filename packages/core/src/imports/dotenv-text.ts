/**
 * Variables of a `.env` file: one a line, `export` in front or not, quoted or not. What is no assignment is passed
 * over, as the programs that read such files do.
 */
export function parseDotenvText(text: string): Readonly<Record<string, string>> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, unquoted(value)]];
    }),
  );
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(value);
  return quoted?.[2] ?? value.replace(/(?:^|\s+)#.*$/, '');
}
