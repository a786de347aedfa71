import {
  type BlockContext,
  type LeafBlockParser,
  type Line,
  type MarkdownConfig,
  parser,
} from '@lezer/markdown';
import type { BlockLeaf, Leaf } from './leaf.ts';

/** What a note holds at the level of blocks, as far as images go: code and display math are left out. */
interface Blocks {
  /** Text to be read as Markdown. */
  readonly leaves: readonly BlockLeaf[];
  /** HTML blocks, comments among them. */
  readonly html: readonly Leaf[];
}

/** What is nested deeper is not looked into: every level costs each of its lines anew. */
const MAX_DEPTH = 100;

/**
 * The block structure by CommonMark, with two blocks of Obsidian's more: display math and comments that begin a
 * line of their own.
 * @param base where the text begins in the note
 */
export function readBlocks(text: string, base: number): Blocks {
  blockReader ??= createBlockReader();
  return blockReader(lineFeedsOnly(text), base);
}

type BlockReader = (text: string, base: number) => Blocks;

let blockReader: BlockReader | undefined;

/** Of the same length, so that offsets stay; the parser takes no other line ending for one. */
function lineFeedsOnly(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : text;
}

/** The parser is costly to configure, and hands out texts only while it runs. */
function createBlockReader(): BlockReader {
  let offset = 0;
  let lastMark: (mark: string) => number = () => -1;
  let leaves: BlockLeaf[] = [];
  const collect = (leaf: string, start: number, paragraph: boolean) => {
    leaves.push({ text: leaf, start: start + offset, paragraph });
  };
  const blocks = parser.configure([
    { remove: inlineParsers },
    collectText(collect),
    skipVerbatim(collect, (mark) => lastMark(mark)),
    limitDepth,
  ]);
  return (text, base) => {
    offset = base;
    lastMark = lastIndices(text);
    const tree = blocks.parse(text);
    lastMark = () => -1;
    const read = leaves;
    leaves = [];
    return { leaves: read, html: htmlBlocks(tree, text, base) };
  };
}

/** Each is looked for once: a text may ask as often as it has lines. */
function lastIndices(text: string): (mark: string) => number {
  const known = new Map<string, number>();
  return (mark) => {
    const last = known.get(mark) ?? text.lastIndexOf(mark);
    known.set(mark, last);
    return last;
  };
}

type Collect = (text: string, start: number, paragraph: boolean) => void;

/** Text within blocks is scanned once all definitions are known, and by another scanner. */
const inlineParsers = [
  'Escape',
  'Entity',
  'InlineCode',
  'HTMLTag',
  'Emphasis',
  'HardBreak',
  'Link',
  'Image',
  'LinkEnd',
];

function collectText(collect: Collect): MarkdownConfig {
  const paragraph: LeafBlockParser = {
    nextLine: () => false,
    finish: (cx, leaf) => {
      collect(leaf.content, leaf.start, true);
      addBlock(cx, leaf.start, leaf.start + leaf.content.length);
      return true;
    },
  };
  return {
    parseBlock: [
      // Definitions are taken off the paragraph afterwards, as the specification describes it.
      { name: 'LinkReference', leaf: () => paragraph },
      { name: 'ATXHeading', parse: (cx, line) => readHeading(cx, line, collect) },
    ],
    parseInline: [
      {
        // Called for underlined headings alone.
        name: 'Text',
        parse: (cx) => {
          collect(cx.text, cx.offset, true);
          return cx.end;
        },
      },
    ],
  };
}

function readHeading(cx: BlockContext, line: Line, collect: Collect): boolean {
  if (line.next !== 0x23) return false;
  const marks = /^#{1,6}(?=[ \t]|$)/.exec(line.text.slice(line.pos));
  if (marks === null) return false;
  const from = cx.lineStart + line.pos;
  const text = line.text.slice(line.pos + marks[0].length);
  collect(text, from + marks[0].length, false);
  cx.nextLine();
  addBlock(cx, from, from + marks[0].length + text.length);
  return true;
}

/** A list item has to know that it is not empty; nothing else asks for what was read. */
function addBlock(cx: BlockContext, from: number, to: number): void {
  if (cx.parentType().name === 'ListItem') cx.addElement(cx.elt('Paragraph', from, to));
}

/**
 * `$$` and `%%` at the beginning of a line, up to the next of them, blank lines included; not in containers,
 * where only what a paragraph holds is skipped. What nothing closes is text.
 */
function skipVerbatim(collect: Collect, lastMark: (mark: string) => number): MarkdownConfig {
  const opens = (cx: BlockContext, line: Line): string | undefined => {
    if ((line.next !== 0x24 && line.next !== 0x25) || cx.depth > 1) return undefined;
    const mark = line.text.slice(line.pos, line.pos + 2);
    if (mark !== '$$' && mark !== '%%') return undefined;
    if (line.text.includes(mark, line.pos + 2)) return undefined;
    return lastMark(mark) >= cx.lineStart + line.pos + 2 ? mark : undefined;
  };
  return {
    parseBlock: [
      {
        name: 'Verbatim',
        before: 'IndentedCode',
        parse: (cx, line) => {
          const mark = line.indent < 4 ? opens(cx, line) : undefined;
          if (mark === undefined) return false;
          const from = cx.lineStart + line.pos;
          let end = -1;
          while (end < 0 && cx.nextLine()) end = line.text.indexOf(mark);
          const rest = line.text.slice(end + 2);
          const restStart = cx.lineStart + end + 2;
          cx.nextLine();
          collect(rest, restStart, false);
          addBlock(cx, from, restStart);
          return true;
        },
        endLeaf: (cx, line) => opens(cx, line) !== undefined,
      },
    ],
  };
}

const limitDepth: MarkdownConfig = {
  parseBlock: [
    {
      name: 'Depth',
      before: 'LinkReference',
      parse: (cx) => {
        if (cx.depth <= MAX_DEPTH) return false;
        const from = cx.lineStart;
        cx.nextLine();
        addBlock(cx, from, from);
        return true;
      },
    },
  ],
};

const htmlNodes: ReadonlySet<string> = new Set(['HTMLBlock', 'CommentBlock', 'ProcessingInstructionBlock']);

/** The HTML blocks that hold a tag of an image. */
function htmlBlocks(tree: ReturnType<typeof parser.parse>, text: string, base: number): Leaf[] {
  const blocks: Leaf[] = [];
  let done = 0;
  for (const { index } of text.matchAll(/<img/gi)) {
    if (index < done) continue;
    const node = tree.resolve(index, 1);
    if (!htmlNodes.has(node.name)) continue;
    const { from, to } = node;
    done = to;
    const html = blank(text.slice(from, to), node.getChildren('QuoteMark'), from);
    blocks.push({ text: html, start: from + base });
  }
  return blocks;
}

/** The `>` of a block quote around it is no part of the HTML. */
function blank(html: string, marks: readonly { readonly from: number }[], base: number): string {
  if (marks.length === 0) return html;
  const units = html.split('');
  for (const { from } of marks) units[from - base] = ' ';
  return units.join('');
}
