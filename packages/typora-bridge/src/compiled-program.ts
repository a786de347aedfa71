import { closeSync, fstatSync, openSync, readFileSync, renameSync, type Stats, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { makeFolder } from '@imbed/core/node';

/** SHA-256, in front of the code that it vouches for. */
const sealBytes = 32;

/**
 * Runs a CommonJS file with V8's compiled code from an earlier run, kept in `folder`: all that it needed, which is
 * a seventh of an upload's CPU time. Node's own `module.enableCompileCache` keeps only what V8 compiles before anything
 * is run, and gains nothing here. Without usable code, and whatever happens to the folder, the file runs all the same.
 *
 * @param atSuccess takes the work of remembering, for when all that this run needed is compiled
 */
export function runCompiled(path: string, folder: string, atSuccess = atSuccessfulExit): void {
  const source = readFileSync(path, 'utf8');
  const memory = join(folder, `${digest(`${process.execPath}\n${path}`).toString('hex', 0, 8)}.code`);
  const cachedData = recall(memory, source);
  const { Script } = process.getBuiltinModule('node:vm');
  const script = new Script(`(function(exports,require,module){${source}\n})`, {
    filename: path,
    ...(cachedData && { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true)
    atSuccess(() => remember(memory, source, script.createCachedData()));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module);
}

function atSuccessfulExit(work: () => void): void {
  process.on('exit', (status) => {
    if (status === 0) work();
  });
}

/**
 * V8 looks whether code is of its own version, and hardly further: what is damaged would end the process, and what
 * somebody else wrote would run as this program.
 */
function recall(path: string, source: string): Buffer | undefined {
  const kept = readOwn(path);
  const code = kept?.subarray(sealBytes);
  return code && kept?.subarray(0, sealBytes).equals(digest(source, code)) ? code : undefined;
}

function readOwn(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return isOwn(fstatSync(file)) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Written by this user, and by nobody else. Windows, where mode bits say nothing, keeps the folder to its user. */
function isOwn({ uid, mode }: Stats): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** In one piece, because another process may be reading; a failure costs time next time, no more. */
function remember(path: string, source: string, code: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(path));
    writeFileSync(draft, Buffer.concat([digest(source, code), code]), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // A state folder that cannot be written is told of where it matters: by the ledger.
  }
}

function digest(...pieces: readonly (string | Uint8Array)[]): Buffer {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}
