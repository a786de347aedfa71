import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecordIndex, type RecordIndex } from './record-index.ts';
import type { BucketRecord, ObjectRecord, Storage } from './storage.ts';

/** An object's sidecar: the record, and which file in `data/` holds the bytes. */
interface OnDisk extends ObjectRecord {
  readonly file: string;
}

/**
 * Layout: `BUCKET/bucket.json`, `BUCKET/objects/SHA256-OF-KEY.json`, `BUCKET/data/UUID`.
 *
 * An object comes into being when its sidecar is renamed into place, after its bytes are complete. A process
 * killed before that leaves only files that nothing names, and the next start sweeps them. Nothing is
 * flushed: this survives a kill, not a power cut.
 */
export async function openFolderStorage(folder: string): Promise<Storage> {
  const index = createRecordIndex<OnDisk>();
  await load(folder, index);
  const inTurn = createQueue();
  const pathOf = (bucket: string, ...rest: readonly string[]) => join(folder, bucket, ...rest);
  const sidecar = (bucket: string, key: string) => pathOf(bucket, 'objects', `${sha256(key)}.json`);
  return {
    listBuckets: index.buckets,
    findBucket: index.bucket,
    saveBucket: (bucket) =>
      inTurn(async () => {
        await mkdir(pathOf(bucket.name, 'objects'), { recursive: true });
        await mkdir(pathOf(bucket.name, 'data'), { recursive: true });
        await replaceJson(pathOf(bucket.name, 'bucket.json'), bucket);
        index.setBucket(bucket);
      }),
    removeBucket: (name) =>
      inTurn(async () => {
        index.deleteBucket(name);
        await rm(pathOf(name), { recursive: true, force: true });
      }),
    listObjects: index.objects,
    findObject: index.object,
    readObject: (bucket, key) =>
      inTurn(async () => {
        const record = index.object(bucket, key);
        return record && { record, bytes: await readFile(pathOf(bucket, 'data', record.file)) };
      }),
    saveObject: (bucket, { record, bytes }, onlyIfAbsent = false) =>
      inTurn(async () => {
        const previous = index.object(bucket, record.key);
        if (onlyIfAbsent && previous !== undefined) return false;
        const stored: OnDisk = { ...record, file: randomUUID() };
        await writeFile(pathOf(bucket, 'data', stored.file), bytes);
        await replaceJson(sidecar(bucket, record.key), stored);
        index.setObject(bucket, stored);
        if (previous !== undefined) await rm(pathOf(bucket, 'data', previous.file), { force: true });
        return true;
      }),
    removeObject: (bucket, key) =>
      inTurn(async () => {
        const record = index.object(bucket, key);
        if (record === undefined) return;
        await rm(sidecar(bucket, key), { force: true });
        index.deleteObject(bucket, key);
        await rm(pathOf(bucket, 'data', record.file), { force: true });
      }),
  };
}

async function load(folder: string, index: RecordIndex<OnDisk>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const bucket = await readJson<BucketRecord>(join(folder, name, 'bucket.json'));
    if (bucket === undefined) continue;
    index.setBucket(bucket);
    await loadObjects(join(folder, name), name, index);
  }
}

async function loadObjects(path: string, bucket: string, index: RecordIndex<OnDisk>): Promise<void> {
  for (const name of await readdir(join(path, 'objects'))) {
    const file = join(path, 'objects', name);
    const record = name.endsWith('.json') ? await readJson<OnDisk>(file) : undefined;
    if (record === undefined) await rm(file, { force: true });
    else index.setObject(bucket, record);
  }
  const named = new Set(index.objects(bucket).map(({ file }) => file));
  for (const name of await readdir(join(path, 'data')))
    if (!named.has(name)) await rm(join(path, 'data', name), { force: true });
}

async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

async function replaceJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await writeFile(draft, JSON.stringify(value, undefined, 2));
  await rename(draft, path);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** One task at a time, so that a reader never meets a file that a writer is removing. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  };
}
