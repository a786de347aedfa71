import { encodeTarget } from './target.ts';

export type Quote = '"' | "'" | '';

/**
 * A target as a YAML scalar on one line (https://yaml.org/spec/1.2.2/#73-flow-scalar-styles).
 * @param quote the quotes that it stands in now; none are kept where none are needed
 */
export function writeYamlString(target: string, quote: Quote): string {
  const text = encodeTarget(target);
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return quote === '' && isPlain(text) ? text : doubleQuoted(text);
}

/** A target as a TOML string on one line (https://toml.io/en/v1.0.0#string); a literal one has no escapes. */
export function writeTomlString(target: string, quote: Quote): string {
  const text = encodeTarget(target);
  return quote === "'" && !text.includes("'") ? `'${text}'` : doubleQuoted(text);
}

/** Whether YAML would read it as this very string; the brackets and the comma only matter in `[…]`. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}\d_./]/u.test(text) &&
    !/[,[\]{}"]|:\s|:$|\s#|\s$/.test(text) &&
    !/^(?:[\d._+:-]+|true|false|null|yes|no|on|off)$/i.test(text)
  );
}

function doubleQuoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}
