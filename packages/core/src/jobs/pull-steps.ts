import { loadImage } from '../image/load-image.ts';
import { hasImageExtension } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { percentDecode } from '../percent-encoding.ts';
import { accepted } from '../settings/accepted.ts';
import { maxBytesOf } from '../settings/max-bytes.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import { backupPath } from './backup-path.ts';
import { type ExpectedBytes, expectedOf, fetchObject, isAsStored } from './fetch-object.ts';
import type { JobHost } from './job.ts';
import { type OwnObject, withScheme } from './own-objects.ts';
import { subjectOf } from './problem.ts';
import { fileAt, saveFile, type TargetFolder } from './save-file.ts';
import type { Step } from './step.ts';

/** Brings an object into a folder, unless it is there. @param seen what a listing said of it */
export function pullObject(host: JobHost, object: OwnObject, into: TargetFolder, seen?: ExpectedBytes): Step {
  return {
    kind: 'download',
    subject: object.key,
    identity: `pull ${object.identity}`,
    async perform(signal) {
      const options = signal === undefined ? {} : { signal };
      const path = await backupPath(accepted(parseObjectKey(object.key)), host.digests);
      const isKnown = object.entries.length > 0;
      const expected = seen ?? (isKnown ? undefined : await expectedOf(object, options));
      const target = () => undefined;
      if (await holds(host, into, path, object, expected)) return { target, reused: true };
      const fetched = await fetchObject(host, object, { ...options, ...(expected && { expected }) });
      return { target, reused: await saveFile(host, into, path, fetched) };
    },
  };
}

async function holds(
  host: JobHost,
  into: TargetFolder,
  path: WorkspacePath,
  object: OwnObject,
  expected: ExpectedBytes | undefined,
): Promise<boolean> {
  const size = expected?.size ?? object.entries[0]?.size;
  const file = size === undefined ? undefined : await fileAt(host, into, path, size);
  return file !== undefined && isAsStored(host, object, expected, file);
}

/** Brings an image of the web into a folder, below the name of its host. */
export function pullForeign(host: JobHost, target: string, profileName: string, into: TargetFolder): Step {
  const url = withScheme(target);
  const maxBytes = maxBytesOf(host.settings, profileName);
  return {
    kind: 'download',
    subject: subjectOf(target),
    identity: `pull ${url}`,
    async perform(signal) {
      const read = () => host.download(url, { maxBytes, ...(signal && { signal }) });
      const { bytes, extension } = await loadImage(
        { name: url, origin: 'command', read },
        { maxBytes },
        signal,
      );
      const sha256 = await sha256Hex(host.digests, bytes);
      const path = await backupPath(keyForUrl(url, sha256, extension), host.digests);
      return { target: () => undefined, reused: await saveFile(host, into, path, { bytes, sha256 }) };
    },
  };
}

/** A path that makes no key, or is as good as none, is replaced by the hash of the bytes. */
function keyForUrl(url: string, sha256: string, extension: string): ObjectKey {
  const { hostname, pathname } = new URL(url);
  const names = pathname
    .split('/')
    .map(percentDecode)
    .filter((name) => name !== '');
  const path = [hostname, ...names].join('/');
  const key = parseObjectKey(hasImageExtension(path) ? path : `${path}.${extension}`);
  return key.ok && names.length > 0
    ? key.value
    : accepted(parseObjectKey(`${hostname}/${sha256.slice(0, 16)}.${extension}`));
}
