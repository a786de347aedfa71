import type { SignedLinks } from './signed-links.ts';

/** As much of markdown-it as is used: https://markdown-it.github.io/markdown-it/. */
export interface MarkdownIt {
  readonly renderer: { readonly rules: Record<string, Rule | undefined> };
}

interface Token {
  content: string;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

interface Renderer {
  renderToken(tokens: Token[], index: number, options: unknown): string;
}

type Rule = (tokens: Token[], index: number, options: unknown, env: unknown, self: Renderer) => string;

/** Has a preview show images of private buckets, by links that are signed for it; the note keeps its own. */
export function showPrivateImages<T extends MarkdownIt>(markdown: T, { shown }: SignedLinks): T {
  const { rules } = markdown.renderer;
  // VS Code keeps tokens from one rendering to the next, with what was put into them.
  const links = new WeakMap<Token, string>();

  function show(token: Token): void {
    const link = links.get(token) ?? token.attrGet('data-src') ?? token.attrGet('src');
    if (link === null) return;
    links.set(token, link);
    const signed = shown(link);
    if (signed !== link) token.attrSet('src', signed);
  }

  const { image } = rules;
  rules['image'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token !== undefined) show(token);
    return image === undefined
      ? self.renderToken(tokens, index, options)
      : image(tokens, index, options, env, self);
  };
  for (const name of ['html_inline', 'html_block']) {
    const html = rules[name];
    if (html !== undefined) rules[name] = (...args) => withShownSources(html(...args), shown);
  }
  return markdown;
}

function withShownSources(html: string, shown: SignedLinks['shown']): string {
  return html.replaceAll(
    /(<img\b[^>]*?\ssrc\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi,
    (_all, before: string, inDouble?: string, inSingle?: string) =>
      `${before}"${escaped(shown(unescaped(inDouble ?? inSingle ?? '')))}"`,
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
