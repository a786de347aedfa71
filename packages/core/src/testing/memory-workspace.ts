import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { cancelled, ImbedError } from '../errors.ts';
import { isHiddenName } from '../workspace/hidden-names.ts';
import type { MachineFiles, Note, ReadLimits, Workspace } from '../workspace/workspace.ts';
import { parseWorkspacePath, resolvePath, type WorkspacePath } from '../workspace/workspace-path.ts';

export type WorkspaceCall = 'readNote' | 'writeNote' | 'size' | 'read' | 'create' | 'move';

export interface MemoryWorkspaceOptions {
  /** As on macOS and Windows: `A.png` and `a.png` are one file. */
  readonly caseInsensitive?: boolean;
  /**
   * Files elsewhere on the machine, by absolute path. With them the workspace has a `machine`, on which it lies in
   * `/workspace`.
   */
  readonly outside?: Readonly<Record<string, FileContent>>;
}

export type FileContent = string | Uint8Array;

/** A tree of files in memory, which can be watched and disturbed. */
export interface MemoryWorkspace extends Workspace {
  /** Paths of all files, sorted. */
  paths(): readonly string[];
  bytes(path: string): Uint8Array | undefined;
  text(path: string): string | undefined;
  /** Puts a file there, or in the place of another, as an editor would; `undefined` removes it. */
  put(path: string, content: FileContent | undefined): void;
  /** `writeNote a.md`, in the order in which they came. */
  readonly calls: readonly string[];
  /** Runs around every call: throw before `run`, after it, or change a file in between. */
  disturb: (call: WorkspaceCall, path: WorkspacePath, run: () => void) => void | Promise<void>;
}

const ROOT = '/workspace/';

export function createMemoryWorkspace(
  initial: Readonly<Record<string, FileContent>> = {},
  options: MemoryWorkspaceOptions = {},
): MemoryWorkspace {
  const files = createFiles(options.caseInsensitive ?? false);
  const calls: string[] = [];
  for (const [path, content] of Object.entries(initial)) files.put(path, content);

  async function called<T>(call: WorkspaceCall, path: WorkspacePath, answer: () => T): Promise<T> {
    calls.push(`${call} ${path}`);
    const results: T[] = [];
    await workspace.disturb(call, path, () => {
      results.push(answer());
    });
    const [result] = results as [T];
    return result;
  }

  const workspace: MemoryWorkspace = {
    paths: files.paths,
    bytes: files.get,
    text(path) {
      const bytes = files.get(path);
      return bytes && decode(path, bytes);
    },
    put: files.put,
    calls,
    disturb: (_call, _path, run) => run(),
    async *files(folder = '', isHidden = isHiddenName) {
      for (const path of files.paths()) {
        const below = folder === '' ? path : path.startsWith(`${folder}/`) && path.slice(folder.length + 1);
        if (below === false || below.split('/').some(isHidden)) continue;
        const [parsed, size] = [parseWorkspacePath(path), files.get(path)?.byteLength];
        if (parsed.ok && size !== undefined) yield { path: parsed.value, size };
      }
    },
    async names(folder) {
      const start = folder === '' ? '' : `${folder}/`;
      const below = files.paths().filter((path) => path.startsWith(start));
      return [...new Set(below.map((path) => path.slice(start.length).replace(/\/.*/s, '')))];
    },
    readNote: (path) => called('readNote', path, () => noteOf(path, files.existing(path))),
    writeNote: (note, text) =>
      called('writeNote', note.path, () => {
        if (sha256(files.get(note.path) ?? new Uint8Array()) !== note.sha256)
          throw new ImbedError('note/changed', { name: note.path });
        files.put(note.path, text);
        return noteOf(note.path, encode(text));
      }),
    size: (path) => called('size', path, () => files.get(path)?.byteLength),
    read: (path, limits) => called('read', path, () => limited(path, files.existing(path), limits)),
    create: (path, bytes) => called('create', path, () => (files.add(path, bytes) ? 'created' : 'taken')),
    move: (from, to) =>
      called('move', from, () => {
        const bytes = files.existing(from);
        if (!files.add(to, bytes)) return 'taken';
        files.put(from, undefined);
        return 'moved';
      }),
    ...(options.outside && { machine: machineOf(options.outside, files) }),
  };
  return workspace;
}

type Files = ReturnType<typeof createFiles>;

function createFiles(caseInsensitive: boolean) {
  const contents = new Map<string, Uint8Array>();
  const folded = (path: string) => (caseInsensitive ? path.toLowerCase() : path);
  const nameOf = (path: string) => [...contents.keys()].find((known) => folded(known) === folded(path));
  const isFolder = (path: string) =>
    [...contents.keys()].some((known) => folded(known).startsWith(`${folded(path)}/`));

  const files = {
    paths: () => [...contents.keys()].sort(),
    get: (path: string) => contents.get(nameOf(path) ?? path),
    put(path: string, content: FileContent | undefined) {
      const name = nameOf(path) ?? path;
      if (content === undefined) contents.delete(name);
      else contents.set(name, encode(content));
    },
    existing(path: string): Uint8Array {
      const bytes = files.get(path);
      if (bytes !== undefined) return Uint8Array.from(bytes);
      throw isFolder(path)
        ? new ImbedError('source/unreadable', { name: path, serviceCode: 'EISDIR' })
        : new ImbedError('source/not-found', { name: path });
    },
    /** @returns whether nothing was there */
    add(path: string, bytes: Uint8Array): boolean {
      if (files.get(path) !== undefined || isFolder(path)) return false;
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
        if (files.get(path.slice(0, end)) !== undefined)
          throw new ImbedError('local/write-failed', { name: path, serviceCode: 'ENOTDIR' });
      contents.set(path, Uint8Array.from(bytes));
      return true;
    },
  };
  return files;
}

function machineOf(outside: Readonly<Record<string, FileContent>>, files: Files): MachineFiles {
  const elsewhere = new Map(Object.entries(outside).map(([path, content]) => [path, encode(content)]));
  const find = (path: string) =>
    path.startsWith(ROOT) ? files.get(path.slice(ROOT.length)) : elsewhere.get(path);
  return {
    inside: (path) => (path.startsWith(ROOT) ? resolvePath('', path.slice(ROOT.length)) : undefined),
    absolute: (path, note) =>
      note === undefined && !path.startsWith('/')
        ? undefined
        : posix.resolve(ROOT, posix.dirname(note ?? ''), path),
    size: async (path) => find(path)?.byteLength,
    async read(path, limits) {
      const bytes = find(path);
      if (bytes === undefined) throw new ImbedError('source/not-found', { name: path });
      return limited(path, bytes, limits);
    },
  };
}

function limited(name: string, bytes: Uint8Array, { maxBytes, signal }: ReadLimits): Uint8Array {
  if (signal?.aborted) throw cancelled('not-sent');
  if (bytes.byteLength > maxBytes)
    throw new ImbedError('source/too-large', { name, bytes: bytes.byteLength, limitBytes: maxBytes });
  return bytes;
}

function noteOf(path: WorkspacePath, bytes: Uint8Array): Note {
  return { path, text: decode(path, bytes), sha256: sha256(bytes) };
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new ImbedError('note/not-utf8', { name }, { cause });
  }
}

function encode(content: FileContent): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
