import { type Args, UsageError } from './args.ts';

/** The page that an option names, as a browser sends it: https://fetch.spec.whatwg.org/#origin-header. Throws a `UsageError`. */
export function originIn(name: string, args: Args): string | undefined {
  const text = args.value(name);
  if (text === undefined) return undefined;
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  // Schemes of editors, such as `app://obsidian.md`, are no origins to `URL`.
  if (text === origin || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/.test(text)) return text;
  throw new UsageError(
    `option --${name} needs scheme and host${origin === 'null' ? ', e.g. https://vscode.dev' : `: ${origin}`}`,
  );
}
