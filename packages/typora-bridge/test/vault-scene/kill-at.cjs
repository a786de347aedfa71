/**
 * Loaded into the command by `node --require`: kills its process, as `kill -9` does, right before one of the steps
 * that leave something behind, in a file, on the disk, on the line. `IMBED_KILL_AT` is JSON: `{ "step": beginning of
 * the step's name, "nth": from 1 }`. A step is a verb and what it is done to, such as `rename note`; those that begin
 * with `tear` come after half of a write. Says on standard error which step it was.
 */
const fs = require('node:fs');
const { ClientRequest } = require('node:http');

const { step: wanted, nth } = JSON.parse(process.env.IMBED_KILL_AT ?? '');
const write = fs.writeSync;
let seen = 0;

/** @param {string} name */
function isTime(name) {
  if (!name.startsWith(wanted)) return false;
  seen++;
  return seen === nth;
}

/** @param {string} name */
function die(name) {
  write(2, `killed at ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** @param {string} name */
function step(name) {
  if (isTime(name)) die(name);
}

/** @type {readonly (readonly [RegExp, string])[]} */
const things = [
  [/[/\\]ledger\.jsonl$/, 'ledger'],
  [/[/\\]undo[/\\][^/\\]*$/, 'undo log'],
  [/[/\\]trash[/\\]/, 'trash'],
  [/\.tmp$/, 'draft'],
  [/\.lock(\.break)?$/, 'lock'],
  [/\.md$/, 'note'],
  [/\.png$/, 'picture'],
];

/** @param {unknown} path */
function thing(path) {
  return things.find(([pattern]) => pattern.test(String(path)))?.[1] ?? 'folder';
}

/** @param {unknown} flags */
function isWriting(flags) {
  return typeof flags === 'string' && /[aw+]/.test(flags);
}

/** What a call does, by its arguments; those that change nothing have no name. */
const calls = {
  open: (path, flags) => (isWriting(flags) ? `open ${thing(path)}` : undefined),
  rename: (_, to) => `rename ${thing(to)}`,
  link: (_, to) => `link ${thing(to)}`,
  unlink: (path) => `unlink ${thing(path)}`,
  rm: (path) => `rm ${thing(path)}`,
  mkdir: (path) => `mkdir ${thing(path)}`,
  writeFile: (path) => `write ${thing(path)}`,
};

for (const [call, nameOf] of Object.entries(calls))
  for (const [module, name] of [
    [fs.promises, call],
    [fs, `${call}Sync`],
  ]) {
    const original = module[name];
    module[name] = (...args) => {
      const about = nameOf(...args);
      if (about !== undefined) step(about);
      const result = original.call(module, ...args);
      if (call === 'open' && isWriting(args[1])) watch(result, thing(args[0]));
      return result;
    };
  }

/** @type {Map<number, string>} */
const opened = new Map();

/** @param {number | Promise<import('node:fs/promises').FileHandle>} file @param {string} about */
function watch(file, about) {
  if (typeof file === 'number') opened.set(file, about);
  else file.then((handle) => watchHandle(handle, about)).catch(() => undefined);
}

/** @param {import('node:fs/promises').FileHandle} handle @param {string} about */
function watchHandle(handle, about) {
  const { writeFile, sync } = handle;
  handle.writeFile = async (data) => {
    step(`write ${about}`);
    if (isTime(`tear ${about}`)) {
      write(handle.fd, half(data));
      die(`tear ${about}`);
    }
    return writeFile.call(handle, data);
  };
  handle.sync = async () => {
    step(`sync ${about}`);
    return sync.call(handle);
  };
}

/** @param {string | Uint8Array} data */
function half(data) {
  const bytes = Buffer.from(data);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

fs.writeSync = (file, bytes, ...rest) => {
  const about = opened.get(file);
  if (about !== undefined) {
    step(`write ${about}`);
    if (isTime(`tear ${about}`)) {
      write(file, half(bytes));
      die(`tear ${about}`);
    }
  }
  return write(file, bytes, ...rest);
};

const { end, emit } = ClientRequest.prototype;
ClientRequest.prototype.end = function (...args) {
  step(`send ${this.method}`);
  return end.apply(this, args);
};
ClientRequest.prototype.emit = function (event, ...args) {
  if (event === 'response') step(`answer ${this.method}`);
  return emit.call(this, event, ...args);
};
