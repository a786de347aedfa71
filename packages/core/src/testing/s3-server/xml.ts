import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { s3Error } from './errors.ts';

type XmlValue = string | number | boolean | XmlTree | undefined;

/** Elements by name, in order; a list repeats its element, `undefined` leaves it out. */
export interface XmlTree {
  readonly [element: string]: XmlValue | readonly XmlValue[];
}

const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A whole document with the namespace that S3 gives its answers. */
export function xmlDocument(root: string, content: XmlTree | string): string {
  return `${declaration}<${root} xmlns="${S3_NAMESPACE}">${contentOf(content)}</${root}>`;
}

/** Errors carry no namespace. */
export function xmlError(tree: XmlTree): string {
  return `${declaration}<Error>${children(tree)}</Error>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function children(tree: XmlTree): string {
  return Object.entries(tree)
    .flatMap(([name, value]) => [value].flat().map((one) => element(name, one as XmlValue)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  return `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: NonNullable<XmlValue>): string {
  return typeof value === 'object' ? children(value) : escapeText(String(value));
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** A parsed element: text, or its children. Read it with {@link textOf} and {@link childrenOf}. */
export type XmlNode = unknown;

/** The root element of a request body, which must be called `root`. */
export function parseXml(body: Uint8Array, root: string): XmlNode {
  const text = Buffer.from(body).toString('utf8');
  if (XMLValidator.validate(text) !== true) throw s3Error('MalformedXML');
  const parser = new XMLParser({
    ignoreDeclaration: true,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
  });
  const parsed: unknown = parser.parse(text);
  if (typeof parsed !== 'object' || parsed === null || !(root in parsed)) throw s3Error('MalformedXML');
  return (parsed as Record<string, unknown>)[root];
}

/** Text of the first child called `name`; `undefined` when there is none. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const value = childrenOf(node, name)[0];
  return typeof value === 'string' ? value : undefined;
}

/** Every child called `name`. */
export function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return [];
  return [(node as Record<string, unknown>)[name]].flat();
}
