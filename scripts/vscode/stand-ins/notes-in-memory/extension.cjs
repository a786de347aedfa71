/** A folder of notes that is on no disk, as vscode.dev has those of a repository: `memory:/`, with one empty note. */
const { EventEmitter, FileChangeType, FileSystemError, FileType, workspace } = require('vscode');

/** Files by path; a folder is `undefined`. @type {Map<string, Uint8Array | undefined>} */
const entries = new Map([
  ['/', undefined],
  ['/paste.md', new Uint8Array()],
]);
const changed = new EventEmitter();

const parentOf = (/** @type {string} */ path) => path.slice(0, path.lastIndexOf('/')) || '/';

const tell = (/** @type {number} */ type, /** @type {unknown} */ uri) => changed.fire([{ type, uri }]);

/** @param {{ path: string }} uri @returns {{ path: string, bytes: Uint8Array | undefined }} */
function found(uri) {
  if (!entries.has(uri.path)) throw FileSystemError.FileNotFound(uri);
  return { path: uri.path, bytes: entries.get(uri.path) };
}

const files = {
  onDidChangeFile: changed.event,
  watch: () => ({ dispose() {} }),
  stat(uri) {
    const { bytes } = found(uri);
    const type = bytes === undefined ? FileType.Directory : FileType.File;
    return { type, ctime: 0, mtime: 0, size: bytes?.byteLength ?? 0 };
  },
  readDirectory(uri) {
    const inside = [...entries.keys()].filter((path) => path !== '/' && parentOf(path) === found(uri).path);
    return inside.map((path) => [path.slice(path.lastIndexOf('/') + 1), this.stat({ path }).type]);
  },
  createDirectory(uri) {
    entries.set(uri.path, undefined);
    tell(FileChangeType.Created, uri);
  },
  readFile(uri) {
    const { bytes } = found(uri);
    if (bytes === undefined) throw FileSystemError.FileIsADirectory(uri);
    return bytes;
  },
  writeFile(uri, bytes) {
    if (!entries.has(parentOf(uri.path))) throw FileSystemError.FileNotFound(uri);
    const type = entries.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
    entries.set(uri.path, bytes);
    tell(type, uri);
  },
  delete(uri) {
    entries.delete(found(uri).path);
    tell(FileChangeType.Deleted, uri);
  },
  rename(from, to) {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  },
};

exports.activate = ({ subscriptions }) =>
  subscriptions.push(workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true }));
