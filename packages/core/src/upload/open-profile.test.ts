import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebDigests } from '../digests/web-digests.ts';
import { createWebRandom } from '../digests/web-random.ts';
import { createFetchTransport } from '../http/fetch-transport.ts';
import type { TransportSettings } from '../http/transport.ts';
import { createSessionLedger } from '../ledger/session-ledger.ts';
import { defaultProfile } from '../settings/defaults.ts';
import type { Profile } from '../settings/profile.ts';
import { type S3Server, startS3Server } from '../testing/s3-server/server.ts';
import { openProfile } from './open-profile.ts';
import type { ProfileHost } from './open-resolved-profile.ts';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);
const image = { name: 'pixel.png', origin: 'command', read: async () => pixel } as const;

let server: S3Server;
beforeAll(async () => {
  const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
  server = await startS3Server({ users: [user], buckets: [bucket] });
});
afterAll(() => server.close());

function profile(changes: Partial<Profile> = {}): Profile {
  const store = {
    provider: 'custom',
    bucket: 'my-notes',
    endpoint: server.endpoint,
    region: 'us-east-1',
  } as const;
  return { ...defaultProfile, ...store, addressing: 'path', ...changes };
}

function host(changes: Partial<ProfileHost> = {}): ProfileHost {
  return {
    createTransport: createFetchTransport,
    credentials: async () => user,
    digests: createWebDigests(),
    ledger: createSessionLedger(),
    clock: { now: () => new Date() },
    random: createWebRandom(),
    logger: { debug: () => undefined, warn: () => undefined },
    ...changes,
  };
}

function open(changes: Partial<Profile> = {}, ports: ProfileHost = host()) {
  return openProfile('blog', profile(changes), ports);
}

describe('openProfile', () => {
  it('an image becomes a link that anyone can follow to the same bytes', async () => {
    const outcome = await open({ keyTemplate: '{profile}/{hash}.{ext}' }).upload(image);
    const sha256 = createHash('sha256').update(pixel).digest('hex');
    expect(outcome).toMatchObject({ status: 'done', stored: { key: `blog/${sha256}.png`, sha256 } });
    const url = outcome.status === 'done' ? outcome.stored.url : '';
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(pixel);
  });

  it('connection settings of the profile reach the transport', () => {
    const asked: TransportSettings[] = [];
    const createTransport = (settings: TransportSettings) => {
      asked.push(settings);
      return createFetchTransport({ ...settings, proxy: '', tlsVerify: true });
    };
    open({ timeoutSeconds: 7, tlsVerify: false, proxy: 'http://proxy:3128' }, host({ createTransport }));
    expect(asked).toEqual([{ timeoutMs: 7000, tlsVerify: false, proxy: 'http://proxy:3128' }]);
  });

  it('what one profile stored is not taken for an object of another bucket', async () => {
    const ledger = createSessionLedger();
    await open({}, host({ ledger })).upload(image);
    const elsewhere = open({ bucket: 'no-such-bucket' }, host({ ledger }));
    expect(await elsewhere.upload(image)).toMatchObject({
      status: 'failed',
      error: { code: 'store/no-such-bucket' },
    });
  });

  it.each<[string, string, Partial<Profile>]>([
    ['provider', 'config/provider-closed', { provider: 'meituan-mss' }],
    ['bucket', 'config/invalid', { bucket: '' }],
    ['keyTemplate', 'template/invalid', { keyTemplate: '{yaer}/{hash}' }],
  ])('a profile whose %s makes no sense is refused with %s and the setting named', (field, code, changes) => {
    expect(() => open(changes)).toThrow(
      expect.objectContaining({
        code,
        facts: expect.objectContaining({ issues: [expect.objectContaining({ field })] }),
      }),
    );
  });
});
