import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PutBucketCorsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawRequest, sdkClient, startStore } from '../test-setup.ts';
import { openFolderStorage } from './folder.ts';
import type { ObjectRecord } from './storage.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imbed-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const bucket = { name: 'notes', owner: 'alice', acl: 'private', cors: [], createdAt: '' } as const;

function objectOf(key: string, text: string) {
  const bytes = Buffer.from(text);
  const etag = createHash('md5').update(bytes).digest('hex');
  const record: ObjectRecord = {
    key,
    size: bytes.byteLength,
    etag,
    lastModified: '2026-11-22T00:00:00.000Z',
    acl: 'default',
    headers: { 'content-type': 'image/png' },
    metadata: { by: 'me' },
    checksums: {},
  };
  return { record, bytes };
}

const dataFiles = () => readdir(join(folder, 'notes', 'data'));

describe('a store in a folder', () => {
  it('has after a restart the objects, their headers, and the bucket with its rules', async () => {
    const first = await startStore({ folder });
    const client = sdkClient(first);
    const Key = '../odd\\key 汉?*:.png';
    await client.send(
      new PutObjectCommand({ Bucket: 'public', Key, Body: 'hello', ContentType: 'image/png' }),
    );
    const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
    await client.send(new PutBucketCorsCommand({ Bucket: 'public', CORSConfiguration: { CORSRules } }));
    await first.close();
    const second = await startStore({ folder });
    const path = `/public/${encodeURIComponent(Key)}`;
    const answer = await rawRequest(second, { path, headers: { origin: 'https://any.example' } });
    expect(answer).toMatchObject({ status: 200, text: 'hello' });
    expect(answer.headers).toMatchObject({ 'content-type': 'image/png', 'access-control-allow-origin': '*' });
    await second.close();
    client.destroy();
  });

  it('holds the bytes of an object once, however often it is written, and none once it is deleted', async () => {
    const storage = await openFolderStorage(folder);
    await storage.saveBucket(bucket);
    await Promise.all([1, 2, 3].map((n) => storage.saveObject('notes', objectOf('k', `${n}`))));
    expect(await dataFiles()).toHaveLength(1);
    expect(Buffer.from((await storage.readObject('notes', 'k'))?.bytes ?? []).toString()).toBe('3');
    await storage.removeObject('notes', 'k');
    expect(await dataFiles()).toEqual([]);
    expect(await storage.readObject('notes', 'k')).toBeUndefined();
  });

  it('changes nothing when there is an object already and only a new one is wanted', async () => {
    const storage = await openFolderStorage(folder);
    await storage.saveBucket(bucket);
    expect(await storage.saveObject('notes', objectOf('k', 'old'), true)).toBe(true);
    expect(await storage.saveObject('notes', objectOf('k', 'new'), true)).toBe(false);
    expect(storage.findObject('notes', 'k')?.etag).toBe(objectOf('k', 'old').record.etag);
  });

  it('forgets a removed bucket for good', async () => {
    const storage = await openFolderStorage(folder);
    await storage.saveBucket(bucket);
    await storage.removeBucket('notes');
    expect((await openFolderStorage(folder)).listBuckets()).toEqual([]);
  });

  it('sweeps what a killed writer left behind, and nothing else', async () => {
    const storage = await openFolderStorage(folder);
    await storage.saveBucket(bucket);
    await storage.saveObject('notes', objectOf('k', 'whole'));
    await writeFile(join(folder, 'notes', 'data', 'half-an-object'), 'hal');
    await writeFile(join(folder, 'notes', 'objects', 'half.json.tmp'), '{"key":');
    const again = await openFolderStorage(folder);
    expect(again.listObjects('notes').map(({ key }) => key)).toEqual(['k']);
    expect(await dataFiles()).toHaveLength(1);
    expect(await readdir(join(folder, 'notes', 'objects'))).toHaveLength(1);
  });

  it('has only whole objects after each of many kills in mid-write', async () => {
    for (const writes of [1, 4, 9, 16]) {
      await writeUntilKilled(folder, writes);
      const storage = await openFolderStorage(folder);
      const records = storage.listObjects('notes');
      expect(records.length).toBeGreaterThan(0);
      for (const { key, etag } of records) {
        const { bytes = new Uint8Array() } = (await storage.readObject('notes', key)) ?? {};
        expect(createHash('md5').update(bytes).digest('hex')).toBe(etag);
      }
      expect(await dataFiles()).toHaveLength(records.length);
    }
  });
});

/** Another process writes three keys over and over, and dies without warning soon after `writes` of them. */
async function writeUntilKilled(path: string, writes: number): Promise<void> {
  const program = `
    import { createHash } from 'node:crypto';
    import { openFolderStorage } from ${JSON.stringify(new URL('./folder.ts', import.meta.url).href)};
    const storage = await openFolderStorage(${JSON.stringify(path)});
    await storage.saveBucket(${JSON.stringify(bucket)});
    for (let n = 0; ; n++) {
      const bytes = Buffer.alloc(1_000_000, String(n));
      const etag = createHash('md5').update(bytes).digest('hex');
      const rest = { lastModified: '', acl: 'default', headers: {}, metadata: {}, checksums: {} };
      const record = { key: 'k' + (n % 3), size: bytes.byteLength, etag, ...rest };
      await storage.saveObject('notes', { record, bytes });
      console.log(n);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = 0;
  for await (const _ of createInterface({ input: child.stdout }))
    if (++seen === writes) child.kill('SIGKILL');
}
