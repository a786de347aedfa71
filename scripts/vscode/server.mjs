/** One code-server with data of its own, on a free port of this machine. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../lib/rgw.mjs';
import { plainEnvironment, root, run } from '../lib/run.mjs';

/** As it is packed: what people install, and not what lies in the repository. */
const extension = join(root, 'packages/vscode-extension/dist/stage');

/** Nothing asks, nothing distracts, and nobody writes what was not typed. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'editor.minimap.enabled': false,
  'editor.autoClosingBrackets': 'never',
  'editor.suggestOnTriggerCharacters': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'remote.autoForwardPorts': false,
};

/** With a home of its own, and no marketplace, which would be asked for updates. @param {string} folder */
function environmentIn(folder) {
  const home = join(folder, 'home');
  return {
    ...plainEnvironment(),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

const foldersIn = (/** @type {string} */ folder) => [
  ...['--user-data-dir', join(folder, 'user')],
  ...['--extensions-dir', join(folder, 'extensions')],
];

/** Nobody is asked whether a folder is to be trusted: all are. */
const trusting = ['--disable-workspace-trust'];

/**
 * @param {string} program of code-server
 * @param {string} folder whose `extensions` the editor loads
 * @param {boolean} fromVsix as people do it from a file, which takes seconds
 */
async function installExtension(program, folder, fromVsix) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const vsix = join(extension, '../..', `${name}-${version}.vsix`);
  const install = [program, '--install-extension', vsix, ...foldersIn(folder)];
  if (fromVsix) await run(process.execPath, install, { env: environmentIn(folder), capture: true });
  else cpSync(extension, join(folder, 'extensions', `${publisher}.${name}-${version}`), { recursive: true });
}

/** @param {string} url @param {() => boolean} isGone */
async function untilHealthy(url, isGone) {
  for (;;) {
    if (isGone()) throw new Error('code-server ended while it was starting');
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {string} program of code-server
 * @param {string} folder of this run, empty: notes go to `notes` in it, and what the server says to `server.log`
 * @param {{ settings?: object, machineSettings?: object, env?: NodeJS.ProcessEnv, flags?: readonly string[],
 *   locale?: string, fromVsix?: boolean }} [options] settings of the user, and of the server's machine, from which alone VS Code takes
 *   settings of the scopes `machine` and `machine-overridable`; further variables and flags; a workspace is trusted
 *   unless flags say otherwise
 */
export async function startVsCode(
  program,
  folder,
  {
    settings = {},
    machineSettings = {},
    env = {},
    flags: own = trusting,
    locale = 'en',
    fromVsix = false,
  } = {},
) {
  for (const path of ['user/User', 'user/Machine', 'notes', 'home'])
    mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(
    join(folder, 'user/User/settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
  );
  writeFileSync(join(folder, 'user/Machine/settings.json'), JSON.stringify(machineSettings));
  await installExtension(program, folder, fromVsix);
  const port = await freePorts(1);
  const log = openSync(join(folder, 'server.log'), 'a');
  const flags = [
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--locale',
    locale,
    ...own,
  ];
  const child = spawn(
    process.execPath,
    [
      program,
      ...['--bind-addr', `127.0.0.1:${port}`, ...flags, '--disable-getting-started-override'],
      ...foldersIn(folder),
    ],
    {
      // A group of its own: the server has children, which go with it.
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...environmentIn(folder), ...env },
    },
  );
  const gone = new Promise((resolve) => child.once('exit', () => resolve(undefined)));
  await untilHealthy(`http://127.0.0.1:${port}/healthz`, () => child.exitCode !== null);
  return {
    notes: join(folder, 'notes'),
    url: `http://127.0.0.1:${port}/?folder=${join(folder, 'notes')}`,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
  };
}
