import { posix } from 'node:path';

/**
 * What documents name and is not there: files that are linked or named as `folder/file.ts`, headings that are linked, and
 * scripts of `npm run`. What was decided long ago may name files that are gone, but links nowhere in vain.
 * @param {ReadonlyMap<string, string>} documents texts by path, from the root of the repository
 * @param {readonly string[]} files of the repository
 * @param {readonly string[]} npmScripts
 * @returns {string[]} a line for each, with its document
 */
export function namedInVain(documents, files, npmScripts) {
  const known = new Set(files.flatMap((file) => [file, ...foldersOf(file)]));
  const isNamed = (/** @type {string} */ path) => files.some((file) => `/${file}`.endsWith(`/${path}`));
  return [...documents].flatMap(([document, text]) => {
    const isHistory = document === 'docs/decisions.md';
    return [
      ...links(text).filter((target) => !isThere(target, document, documents, known)),
      ...sources(text).filter((path) => !isHistory && !isNamed(path)),
      ...scripts(text).filter((name) => !npmScripts.includes(name)),
    ].map((name) => `${document}: ${name}`);
  });
}

/** @param {string} target @param {string} document @param {ReadonlyMap<string, string>} documents @param {ReadonlySet<string>} known */
function isThere(target, document, documents, known) {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? document : posix.join(posix.dirname(document), path).replace(/\/$/, '');
  const text = documents.get(file);
  return known.has(file) && (heading === undefined || text === undefined || headings(text).includes(heading));
}

/** @param {string} text */
function links(text) {
  const targets = [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map(decodeURIComponent);
}

/** Code is full of links that are examples. @param {string} text */
function withoutCode(text) {
  return text.replaceAll(/^```[\s\S]*?^```|^ {4}.*$|(`+)[^`\n]+\1/gm, '``');
}

/** @param {string} text */
function sources(text) {
  return [...text.matchAll(/`([\w.-]+\/[\w./-]+\.(?:tsx?|mjs|cjs|sh))`/g)].map(([, path = '']) => path);
}

/** @param {string} text */
function scripts(text) {
  return [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
}

/** As GitHub makes them out of headings. @param {string} text */
function headings(text) {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/** @param {string} file */
function foldersOf(file) {
  const parts = file.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
