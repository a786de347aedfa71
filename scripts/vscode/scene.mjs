/** A folder of notes, a store, VS Code with the extension, and a person in front of it: for one file of tests. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startLoopback } from '../../packages/core/src/testing/loopback.ts';
import { startProxy } from '../../packages/core/src/testing/loopback-proxy.ts';
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { root } from '../lib/run.mjs';
import { openEditor } from './editor.mjs';
import { installVsCode } from './install.mjs';
import { startVsCode } from './server.mjs';
import { startStaticVsCode } from './static-server.mjs';

export const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
export const bucket = 'my-notes';
const pictures = join(root, 'packages/core/fixtures/images');

/** @param {string} name of a picture of the tests */
export function pictureBytes(name) {
  return readFileSync(join(pictures, name));
}

/** Of one pixel: a picture that was stored before would not be sent again. In base64. */
export const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** @param {Omit<Parameters<typeof startS3Server>[0], 'users'>} [options] its bucket can be read by everybody */
export function startStore(options) {
  const own = { name: bucket, owner: user.name, acl: /** @type {const} */ ('public-read') };
  return startS3Server({ users: [user], buckets: [own], ...options });
}

/**
 * A site of somebody else, with one picture, which only a proxy knows: addresses of this machine are refused.
 * @returns {Promise<{ url: string, proxy: string, close(): Promise<unknown> }>}
 */
export async function startForeignSite() {
  const site = await startLoopback((_request, answer) => answer.end(pictureBytes('gradient.png')));
  const proxy = await startProxy({ names: { 'pictures.invalid': site.host } });
  return {
    url: 'http://pictures.invalid/gradient.png',
    proxy: proxy.url,
    close: () => Promise.all([site.close(), proxy.close()]),
  };
}

/** @param {string} endpoint */
export function profileAt(endpoint) {
  return { provider: 'custom', bucket, region: 'us-east-1', endpoint };
}

/**
 * @param {{
 *   files: Readonly<Record<string, string | Uint8Array>>,
 *   profile: object,
 *   keys?: { accessKeyId: string, secretAccessKey: string },
 *   settings?: object,
 *   flags?: readonly string[],
 *   chinese?: boolean,
 *   fromVsix?: boolean,
 * }} wishes files of the folder that is open; the profile and its keys are those of the command line
 */
export async function openScene({
  files,
  profile,
  keys = user,
  settings = {},
  flags,
  chinese = false,
  fromVsix = false,
}) {
  const installed = await installVsCode();
  const folder = mkdtempSync(join(tmpdir(), 'imbed-vscode-'));
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ version: 1, profiles: { blog: profile } }), { mode: 0o600 });
  const inNotes = (/** @type {string} */ path) => join(folder, 'notes', path);
  mkdirSync(inNotes('.imbed'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(inNotes(path)), { recursive: true });
    writeFileSync(inNotes(path), content);
  }
  if (chinese) addLanguagePack(folder);
  const server = await startVsCode(installed.codeServer, folder, {
    env: {
      ...{ IMBED_CONFIG: config, NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' },
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    settings: { 'editor.wordWrap': 'off', '[markdown]': { 'editor.wordWrap': 'off' }, ...settings },
    ...(flags && { flags }),
    ...(chinese && { locale: 'zh-cn' }),
    fromVsix,
  });
  const editor = await editorAt(installed, server.url, folder, server.stop);
  return {
    editor,
    path: inNotes,
    read: (/** @type {string} */ path) => readFileSync(inNotes(path), 'utf8'),
    /** Tokens of images that are on their way, and of those whose links are kept for notes that were not saved since. */
    onTheWay() {
      const shelf = join(folder, 'user/User/globalStorage/imbed.imbed/on-the-way');
      return existsSync(shelf) ? readdirSync(shelf) : [];
    },
    /** @param {object} changed the profile of the command line from now on @param {object} [others] by name */
    setProfile: (changed, others) =>
      writeFileSync(
        config,
        JSON.stringify({ version: 1, defaultProfile: 'blog', profiles: { blog: changed, ...others } }),
      ),
    async close() {
      await editor.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the server when the editor does not come: nobody else could then. */
async function editorAt(installed, url, folder, end) {
  try {
    return await openEditor(installed, url, join(folder, 'browser'));
  } catch (error) {
    await end();
    throw error;
  }
}

/** A window that is a browser's alone, on a folder in its memory. */
export async function openBrowserAlone() {
  const installed = await installVsCode();
  const folder = mkdtempSync(join(tmpdir(), 'imbed-vscode-'));
  const server = await startStaticVsCode(installed.codeServer);
  const editor = await editorAt(installed, server.url, folder, server.close);
  return {
    editor,
    async close() {
      await editor.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What VS Code knows of an installed language pack. It translates nothing of VS Code itself, whose words no package of
 * the registry has: but with it the language is in force, and extensions come in it.
 * @param {string} folder of the scene
 */
function addLanguagePack(folder) {
  const words = join(folder, 'words.i18n.json');
  writeFileSync(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'imbed.words' }, version: '1.0.0' }];
  const pack = { hash: 'none', extensions, translations: { vscode: words }, label: '中文(简体)' };
  mkdirSync(join(folder, 'user'), { recursive: true });
  writeFileSync(join(folder, 'user/languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
