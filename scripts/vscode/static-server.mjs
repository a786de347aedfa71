/** VS Code as vscode.dev has it: files for a browser, no computer behind them, and notes in the memory of the page. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { startLoopback } from '../../packages/core/src/testing/loopback.ts';
import { root } from '../lib/run.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** What the page is told of the window. @param {string} host */
function settingsOf(host) {
  const at = (/** @type {string} */ path) => ({ scheme: 'http', authority: host, path });
  return {
    // Without these four, code-server's build does not start.
    ...{ userDataPath: '/user', isEnabledFileDownloads: true, isEnabledFileUploads: true },
    isEnabledCoderGettingStarted: false,
    productConfiguration: { enableTelemetry: false },
    additionalBuiltinExtensions: [at('/notes')],
    developmentOptions: { extensions: [at('/extension')] },
    configurationDefaults: {
      'workbench.startupEditor': 'none',
      'chat.disableAIFeatures': true,
      'security.workspace.trust.enabled': false,
    },
    folderUri: { scheme: 'memory', path: '/' },
  };
}

/** @param {string} host */
function pageAt(host) {
  const settings = JSON.stringify(settingsOf(host)).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const workbench = '/vscode/out/vs/code/browser/workbench/workbench';
  return `<!doctype html><meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${settings}">
<meta id="vscode-workbench-web-base-url" data-settings="/vscode">
<link rel="stylesheet" href="${workbench}.css"><body></body>
<script>globalThis._VSCODE_FILE_ROOT = location.origin + '/vscode/out/';</script>
<script type="module" src="/vscode/out/nls.messages.js"></script>
<script type="module" src="${workbench}.js"></script>`;
}

/** code-server's page asks its server for everything: it is told that there is none, and to keep settings itself. */
function withoutServer(/** @type {string} */ script) {
  const changes = /** @type {const} */ ([
    [/,remoteAuthority:location\.host\}/, '}'],
    [
      /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:)\w+\.vscodeRemote/,
      '$1"vscode-userdata"',
    ],
  ]);
  for (const [pattern] of changes)
    if (!pattern.test(script)) throw new Error(`code-server’s page is another one by now: no ${pattern}`);
  return changes.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), script);
}

/**
 * @param {string} program of code-server
 * @returns {Promise<{ url: string, close(): Promise<unknown> }>}
 */
export async function startStaticVsCode(program) {
  const folders = {
    vscode: join(dirname(program), '../../lib/vscode'),
    extension: join(root, 'packages/vscode-extension/dist/stage'),
    notes: join(import.meta.dirname, 'stand-ins/notes-in-memory'),
  };

  /** @param {string} path @param {string} host @returns {Uint8Array | string} */
  function contentOf(path, host) {
    if (path === '/') return pageAt(host);
    // Half of the key of the page's secret storage.
    if (path.endsWith('/mint-key')) return Buffer.alloc(32, 7);
    const [, name = '', inside = ''] = /^\/(\w+)(\/.*)$/.exec(path) ?? [];
    const file = join(folders[name], normalize(inside));
    if (path.endsWith('/workbench/workbench.js')) return withoutServer(readFileSync(file, 'utf8'));
    // code-server has its own extensions without their parts for browsers.
    if (/^\/vscode\/extensions\/.*\.js$/.test(path) && !existsSync(file)) return '';
    return readFileSync(file);
  }

  const server = await startLoopback((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    try {
      const content = contentOf(decodeURIComponent(pathname), request.headers.host ?? '');
      const type = types[pathname === '/' ? '.html' : extname(pathname)] ?? 'application/octet-stream';
      // The page's worker for extensions has an origin of its own.
      answer.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(content);
    } catch {
      answer.writeHead(404).end();
    }
  });
  return { url: `http://${server.host}/`, close: () => server.close() };
}
