/**
 * What core uses of the AWS SDK, bundled apart for editors: the bundle holds it as a CommonJS module, which is run with
 * the first request that needs it. esbuild drops nothing from ES modules that wait, half of the SDK's code else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { leaveOut, unusedByTheWires } from './left-out.mjs';

const store = join(import.meta.dirname, '../../packages/core/src/store');

/** Middleware that our own wires take the place of, or that only Amazon's logs and other services have a use for. */
const none = 'const none = () => ({ applyToStack() {} }), same = (config) => config;\n';

/**
 * Beside what no wire uses: parts that the SDK has for browsers, and that neither our request handler nor bodies that
 * are bytes ever reach.
 * @type {import('./left-out.mjs').LeftOut}
 */
const unused = [
  ...unusedByTheWires,
  [
    /^@aws-sdk\/core\/client$/,
    `${none}export { none as getHostHeaderPlugin, none as getLoggerPlugin, none as getRecursionDetectionPlugin, none as getUserAgentPlugin, same as resolveHostHeaderConfig, same as resolveUserAgentConfig };
export const createDefaultUserAgentProvider = same, getAwsRegionExtensionConfiguration = same, resolveAwsRegionExtensionConfiguration = same;
export const setFeature = () => undefined;`,
  ],
  [
    /^@aws-sdk\/core\/httpAuthSchemes$/,
    `${none}export { same as resolveAwsSdkSigV4Config, same as resolveAwsSdkSigV4AConfig };
export class AwsSdkSigV4Signer { constructor() { refuse(); } }
export class AwsSdkSigV4ASigner extends AwsSdkSigV4Signer {}`,
  ],
  [
    /^@smithy\/core\/retry$/,
    `${none}export { none as getRetryPlugin, same as resolveRetryConfig };
export const DEFAULT_MAX_ATTEMPTS = 1, DEFAULT_RETRY_MODE = 'standard';`,
  ],
  [/^@aws-sdk\/checksums\/sha$/, 'export class Sha1 { constructor() { refuse(); } }'],
  [
    /^@smithy\/fetch-http-handler$/,
    `export const FetchHttpHandler = { create: (handler) => handler };
export const streamCollector = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer());`,
  ],
  [/^\.\.\/package\.json$/, 'export default { version: "" };'],
  [
    /^buffer$/,
    'export const Buffer = { from: refuse, concat: refuse, isBuffer: refuse, byteLength: refuse };',
  ],
  [/^stream$/, 'export class Readable {}'],
  [/^events$/, 'export class EventEmitter { emit() { return false; } on() { refuse(); } }'],
];

/**
 * Files of which a part is left out.
 * @type {readonly (readonly [file: RegExp, change: (text: string) => string])[]}
 */
const reduced = [
  // Descriptions of all operations, and of what they take and give. Computed keys keep esbuild from dropping those
  // that nothing refers to.
  [
    /client-s3\/dist-es\/schemas\/schemas_0\.js$/,
    (text) => text.replaceAll(/^((?:export )?var \S+ = )(\[[^;]*\]);?$/gm, '$1/* @__PURE__ */ (() => $2)();'),
  ],
  // Directory buckets, other regions, keys of one's own: no plugin but these does anything here.
  [
    /middleware-sdk-s3\/dist-es\/submodules\/s3\/index(?:\.browser)?\.js$/,
    () => `${none}export { none as getAddExpectContinuePlugin, none as getCheckContentLengthHeaderPlugin, none as getRegionRedirectMiddlewarePlugin, none as getS3ExpressHttpSigningPlugin, none as getS3ExpressPlugin, none as getSsecPlugin, none as getValidateBucketNamePlugin, same as resolveS3Config };
export { getLocationConstraintPlugin } from './middleware-location-constraint/middleware-location-constraint';
export { getS3ExpiresMiddlewarePlugin } from './middleware-s3-expires/s3-expires-middleware';
export { getThrow200ExceptionsPlugin } from './middleware-throw-200-exceptions/throw-200-exceptions';
export { S3RestXmlProtocol } from './protocol/S3RestXmlProtocol';`,
  ],
  // Of digests only those that the SDK may have to check: the wires make the others.
  [
    /@smithy\/core\/dist-es\/submodules\/checksum\/index(?:\.browser)?\.js$/,
    () => `export { Crc32Js as Crc32, Crc32Js } from './crc32/Crc32Js';
export class Crc32Node {}
export class Md5 { constructor() { throw new Error('digests are left out'); } }
export class Sha256 extends Md5 {}
export const blobHasher = () => new Md5();`,
  ],
];

/**
 * The reader of XML that needs no document of a browser: workers have none, and neither has Node.js.
 * @type {import('esbuild').Plugin}
 */
const withoutDom = {
  name: 'without-dom',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/xml-parser$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, `${path}.js`),
    }));
  },
};

/** @type {import('esbuild').Plugin} */
const reduce = {
  name: 'reduced',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules.*\.js$/ }, ({ path }) => {
      const change = reduced.find(([file]) => file.test(path.replaceAll('\\', '/')))?.[1];
      return change && { contents: change(readFileSync(path, 'utf8')) };
    });
  },
};

/** The names that core imports, as exports: `export { S3Client } from '@aws-sdk/client-s3';` */
function whatCoreUses() {
  const files = readdirSync(store).filter((name) => /^sdk-(?!bucket-admin).*(?<!\.test)\.ts$/.test(name));
  const text = files.map((name) => readFileSync(join(store, name), 'utf8')).join('\n');
  const lines = [...text.matchAll(/^import \{([^}]*)\} from ('@aws-sdk\/[^']*');$/gm)].flatMap(
    ([, names = '', from]) =>
      [...names.matchAll(/(?<!type |\w)(?!type )\w+/g)].map(([name]) => `export { ${name} } from ${from};`),
  );
  return [...new Set(lines)].join('\n');
}

/** @param {import('esbuild').BuildOptions} options */
async function bundleAwsSdk(options) {
  const { outputFiles, metafile } = await build({
    ...options,
    stdin: { contents: whatCoreUses(), resolveDir: store },
    bundle: true,
    format: 'cjs',
    metafile: true,
    write: false,
    plugins: [leaveOut(unused, store), withoutDom, reduce],
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('the AWS SDK became no file');
  return { text: output.text, metafile };
}

/**
 * @param {import('esbuild').BuildOptions} options those that the whole bundle has, too
 * @returns what bundles it so, and what lists it by its parts where a bundle holds it: for the licences, and for
 *   whoever looks for bytes
 */
export function awsSdkApart(options) {
  /** @type {import('esbuild').Metafile['outputs'][string]['inputs']} */
  const parts = {};
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'aws-sdk-apart',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@aws-sdk\// }, () => ({ path: 'aws-sdk', namespace: 'aws-sdk' }));
      onLoad({ filter: /./, namespace: 'aws-sdk' }, async () => {
        const { text, metafile } = await bundleAwsSdk(options);
        for (const { inputs } of Object.values(metafile.outputs)) Object.assign(parts, inputs);
        return { contents: text };
      });
    },
  };
  /** @param {import('esbuild').Metafile} metafile */
  function listParts({ outputs }) {
    for (const { inputs } of Object.values(outputs)) {
      if (inputs['aws-sdk:aws-sdk'] === undefined) continue;
      delete inputs['aws-sdk:aws-sdk'];
      Object.assign(inputs, parts);
    }
  }
  return { plugin, listParts };
}
