import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mime from '../../packages/core/node_modules/mime/dist/src/index.js';

/**
 * What libraries bring along and Imbed does not need, by the path that a module is imported by, and what stands for it
 * in a bundle. An attempt to use it after all says so; a name that is missing fails the build.
 * @typedef {readonly (readonly [path: RegExp, contents: string])[]} LeftOut
 */

/**
 * Of the AWS SDK, which writes requests and reads answers here and does nothing else: it looks for endpoints where it is
 * given none, which is never; signs, which the wires do; and reads streams of events, which only answer a SELECT.
 * @type {LeftOut}
 */
export const unusedByTheWires = [
  [/^\.{1,2}\/endpoint\/endpointResolver$/, 'export const defaultEndpointResolver = refuse;'],
  [
    /^@smithy\/core\/event-streams$/,
    'export const eventStreamSerdeProvider = () => undefined;\nexport const resolveEventStreamSerdeConfig = (config) => config;',
  ],
  [
    /^@aws-sdk\/signature-v4-multi-region$/,
    'export class SignatureV4MultiRegion { constructor() { refuse(); } }\nexport class SignatureV4SignWithCredentials extends SignatureV4MultiRegion {}',
  ],
  [/^@smithy\/signature-v4$/, 'export class SignatureV4 { constructor() { refuse(); } }'],
];

const yaml = fileURLToPath(
  new URL('../../packages/core/node_modules/yaml/browser/dist/parse', import.meta.url),
).replaceAll('\\', '/');

/** Files that editors show within a note, and pictures of rarer kinds. */
const embedded = [
  ...['3gp', 'aac', 'flac', 'm4a', 'mp3', 'oga', 'ogg', 'opus', 'wav'],
  ...['m4v', 'mkv', 'mov', 'mp4', 'ogv', 'webm'],
  ...['apng', 'ico', 'jp2', 'jxl', 'psd', 'tga', 'csv', 'html', 'json', 'md', 'pdf', 'txt', 'zip'],
];

/**
 * The AWS SDK: the light wire does in its place what editors ask of a bucket, and buckets are made and published by the
 * command only. Of `yaml` what reads tokens and strings on one line, and nothing that makes or writes nodes; of `mime` what notes embed beside
 * images that Imbed knows by their bytes; of the Markdown parser nothing that is for colours.
 * @type {LeftOut}
 */
export const unusedInEditors = [
  [
    /^yaml$/,
    `export { Parser } from '${yaml}/parser.js';
import { isCollection, isScalar } from '${yaml}/cst.js';
import { resolveAsScalar } from '${yaml}/cst-scalar.js';
export const CST = { isCollection, isScalar, resolveAsScalar };`,
  ],
  [/^\.\.\/compose\/resolve-block-scalar\.js$/, 'export const resolveBlockScalar = refuse;'],
  [
    /^\.\.\/nodes\/Scalar\.js$/,
    `export const Scalar = Object.fromEntries(['BLOCK_FOLDED', 'BLOCK_LITERAL', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'].map((name) => [name, name]));`,
  ],
  [/^\.\.\/stringify\/stringifyString\.js$/, 'export const stringifyString = refuse;'],
  [
    /^\.\/sdk-store\.ts$/,
    `export { createLightBucketStore as createSdkStore } from './src/store/light-bucket-store.ts';
export const createBucketAdmin = refuse;`,
  ],
  [
    /^mime$/,
    `const types = new Map(${JSON.stringify(embedded.map((name) => [name, mime.getType(name)]))});
export default { getType: (extension) => types.get(extension) ?? null };`,
  ],
  [
    /^@lezer\/highlight$/,
    'export const styleTags = () => () => null, tags = {}, Tag = { define: () => undefined };',
  ],
];

/**
 * Checks of what lies below HTTP, which no other device lets anybody look at, and words for what is raised on computers
 * only.
 * @type {LeftOut}
 */
export const unusedOffComputers = [
  [/^\.\/en-computers\.ts$/, 'export const enComputers = {};'],
  [/^\.\/zh-cn-computers\.ts$/, 'export const zhCnComputers = {};'],
  [
    /^\.\/checks\/network\.ts$/,
    `import { pass, skipped } from './src/doctor/check.ts';
export const dnsCheck = () => skipped('doctor/not-available-here'), tlsCheck = dnsCheck, proxyCheck = () => pass();`,
  ],
  [/^\.\/problem-words-computers\.ts$/, 'export const problemWordsComputers = {};'],
  [/^\.\/problems-zh-cn-computers\.ts$/, 'export const problemsZhCnComputers = {};'],
];

/**
 * @param {LeftOut} leftOut
 * @param {string} resolveDir from where the contents import
 * @returns {import('esbuild').Plugin}
 */
export function leaveOut(leftOut, resolveDir) {
  /** @param {string} path */
  const standIn = (path) => leftOut.find(([pattern]) => pattern.test(path))?.[1];
  return {
    name: 'left-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path }) =>
        standIn(path) === undefined ? undefined : { path, namespace: 'left-out', sideEffects: false },
      );
      onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => {
        const contents = standIn(path) ?? '';
        const refuse = `function refuse() { throw new Error('${path} is left out'); }\n`;
        return { contents: contents.includes('refuse') ? `${refuse}${contents}` : contents, resolveDir };
      });
    },
  };
}

/**
 * Takes the colours out of the Markdown parser, whose library they are left out of: reading one looks like work to a
 * bundler, which keeps all that has one, used or not.
 * @type {import('esbuild').Plugin}
 */
export const withoutColours = {
  name: 'without-colours',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@lezer[\\/]markdown[\\/]dist[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        /\btags\.special\(tags\.\w+\)|\btags\.\w+/g,
        'undefined',
      ),
    }));
  },
};
