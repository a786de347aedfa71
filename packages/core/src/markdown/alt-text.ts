import { parser } from '@lezer/markdown';
import type { Labels } from './inline-images.ts';
import { normalizeLabel } from './link-parts.ts';
import { joinLines, unescapeMarkdown } from './unescape.ts';

/** Longer alt texts with markup in them are given as they are written: they only ever inform. */
const MAX_PARSED = 2000;

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/**
 * The plain text of what stands between the brackets (https://spec.commonmark.org/0.31.2/#image-description).
 * @param labels those that have a definition, so that `[label]` is a link
 */
export function plainAlt(source: string, labels: Labels): string {
  const text = joinLines(source);
  if (!/[\\&*_`<[\]]/.test(text)) return text;
  if (!/[*_`<[\]]/.test(text)) return unescapeMarkdown(text);
  if (text.length > MAX_PARSED) return text;
  // Parenthesised, it begins no block, and emphasis sees punctuation before it, as it does behind `![`.
  const document = `(${text})`;
  const paragraph = parser.parse(document.replaceAll('\n', ' ')).topNode.firstChild;
  return paragraph === null ? text : plainText(document, paragraph, labels).slice(1, -1);
}

function plainText(text: string, parent: SyntaxNode, labels: Labels): string {
  let plain = '';
  let done = parent.from;
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    plain += text.slice(done, node.from) + plainNode(text, node, labels);
    done = node.to;
  }
  return plain + text.slice(done, parent.to);
}

function plainNode(text: string, node: SyntaxNode, labels: Labels): string {
  const source = text.slice(node.from, node.to);
  switch (node.name) {
    case 'Escape':
    case 'Entity':
      return unescapeMarkdown(source);
    case 'EmphasisMark':
    case 'HTMLTag':
    case 'Comment':
    case 'ProcessingInstruction':
      return '';
    case 'InlineCode':
      return codeText(source);
    case 'Autolink':
      return source.slice(1, -1);
    case 'Link':
    case 'Image':
      return linkText(text, node, labels);
    default:
      return plainText(text, node, labels);
  }
}

/** One space at either end is dropped, unless there is nothing else (https://spec.commonmark.org/0.31.2/#code-spans). */
function codeText(source: string): string {
  const code = source.replace(/^`+/, '').replace(/`+$/, '').replaceAll('\n', ' ');
  return / *[^ ]/.test(code) && code.startsWith(' ') && code.endsWith(' ') ? code.slice(1, -1) : code;
}

/** What looks like a reference is none when nothing defines it: then its brackets are text. */
function linkText(text: string, node: SyntaxNode, labels: Labels): string {
  const [open, close] = node.getChildren('LinkMark');
  if (open === undefined || close === undefined) return text.slice(node.from, node.to);
  const inner = plainText(text, node, labels);
  const before = open.to - open.from;
  const content = inner.slice(before, inner.length - (node.to - close.from));
  const label = node.getChild('LinkLabel');
  const name =
    label && label.to - label.from > 2
      ? text.slice(label.from + 1, label.to - 1)
      : text.slice(open.to, close.from);
  const isInline = text[close.to] === '(' && node.to > close.to;
  if (isInline || labels.has(normalizeLabel(name) ?? '')) return content;
  return `${inner.slice(0, before)}${content}${text.slice(close.from, node.to)}`;
}
