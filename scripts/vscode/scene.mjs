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
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';
import { root } from '../lib/run.mjs';
import { openEditor } from './editor.mjs';
import { installVsCode } from './install.mjs';
import { startVsCode } from './server.mjs';

export const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
export const bucket = 'my-notes';
const pictures = join(root, 'packages/core/fixtures/images');

/** @param {string} name of a picture of the tests */
export function pictureBytes(name) {
  return readFileSync(join(pictures, name));
}

/** @param {number} [port] a free one when absent */
export function startStore(port) {
  const own = { name: bucket, owner: user.name, acl: /** @type {const} */ ('public-read') };
  return startS3Server({ users: [user], buckets: [own], ...(port !== undefined && { port }) });
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
 * }} wishes files of the folder that is open; the profile and its keys are those of the command line
 */
export async function openScene({ files, profile, keys = user, settings = {}, flags }) {
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
  const server = await startVsCode(installed.codeServer, folder, {
    env: {
      ...{ IMBED_CONFIG: config, NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' },
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    settings: { 'editor.wordWrap': 'off', '[markdown]': { 'editor.wordWrap': 'off' }, ...settings },
    ...(flags && { flags }),
  });
  const editor = await openEditor(installed, server.url, join(folder, 'browser'));
  return {
    editor,
    path: inNotes,
    read: (/** @type {string} */ path) => readFileSync(inNotes(path), 'utf8'),
    /** Names of the files in which images wait that are on their way. */
    onTheWay() {
      const shelf = join(folder, 'user/User/globalStorage/imbed.imbed/on-the-way');
      return existsSync(shelf) ? readdirSync(shelf) : [];
    },
    /** @param {object} changed the profile of the command line from now on */
    setProfile: (changed) =>
      writeFileSync(config, JSON.stringify({ version: 1, profiles: { blog: changed } })),
    async close() {
      await editor.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
