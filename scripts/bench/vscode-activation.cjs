/**
 * `node vscode-activation.cjs ENTRY` — loads and activates the extension as VS Code does, beside an editor that says
 * nothing to anything, and prints how many bytes of it that evaluated and how many milliseconds of the processor it took.
 */
const { statSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');

/** Whatever is asked for is there, can be called, and is empty. */
const anything = new Proxy(function anything() {}, {
  get(_target, key) {
    if (key === Symbol.iterator) return [][Symbol.iterator].bind([]);
    if (key === Symbol.toPrimitive) return () => '';
    return key === 'then' ? undefined : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));

const [, , entry] = process.argv;
const start = process.cpuUsage();
require(entry).activate({
  subscriptions: [],
  secrets: anything,
  globalStorageUri: anything,
  workspaceState: anything,
});
const { user, system } = process.cpuUsage(start);
const own = Object.keys(require.cache).filter((path) => dirname(path) === dirname(entry));
process.stdout.write(
  JSON.stringify({
    ms: (user + system) / 1000,
    bytes: own.reduce((sum, path) => sum + statSync(path).size, 0),
  }),
);
