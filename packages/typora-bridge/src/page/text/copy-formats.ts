import type { HistoryItem } from '../../serve/page-api.ts';

export const copyFormats = ['markdown', 'html', 'url', 'bbcode', 'custom'] as const;

export type CopyFormat = (typeof copyFormats)[number];

/** How links are copied, as the reader chose it. */
export interface CopyStyle {
  readonly format: CopyFormat;
  /** Of `custom`: text in which `{url}` and `{name}` are filled in. */
  readonly template: string;
}

export const defaultCopyStyle: CopyStyle = { format: 'markdown', template: '{name}: {url}' };

export function isCopyFormat(text: string | null): text is CopyFormat {
  return copyFormats.some((format) => format === text);
}

/** What is put on the clipboard: one line a picture. */
export function copyText(items: readonly HistoryItem[], style: CopyStyle): string {
  return items.map((item) => linkText(item, style)).join('\n');
}

function linkText(item: HistoryItem, { format, template }: CopyStyle): string {
  switch (format) {
    case 'markdown':
      return item.markdown;
    case 'html':
      return `<img src="${escaped(item.url)}" alt="${escaped(withoutExtension(item.name))}">`;
    case 'url':
      return item.url;
    case 'bbcode':
      return `[img]${item.url}[/img]`;
    case 'custom':
      return filled(template, item);
  }
}

/** In one pass: a name that holds `{url}` is a name. */
function filled(template: string, { url, name }: HistoryItem): string {
  return template.replaceAll(/\{(url|name)\}/g, (_, variable) => (variable === 'url' ? url : name));
}

function withoutExtension(name: string): string {
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
