import { type S3Server, startS3Server, uniquePicture } from '@imbed/core/testing';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { type Host, type HostInit, hosts } from './host/host.ts';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
export const secrets = { 'key-id': user.accessKeyId, 'key-secret': user.secretAccessKey };
const usualNames = { accessKeyId: 'key-id', secretAccessKey: 'key-secret' };

export interface SceneInit extends HostInit {
  /** Beside the profiles. */
  readonly settings?: object;
  readonly profile?: object;
  /** Beside the settings in `data.json`. */
  readonly plugin?: object;
  /** Of secrets, beside the usual ones. */
  readonly names?: object;
}

export interface Scene {
  readonly server: S3Server;
  /** An app whose plugin is set up for the store. */
  start(init?: SceneInit): Promise<Host>;
  /** Keeps the store from answering until the function that it gives back is called. */
  hold(): () => void;
}

/** A store, and apps with the plugin on vaults with `Note.md` and `Other.md`. */
export function createScene(): Scene {
  const startHost = hosts();
  let server: S3Server | undefined;
  let release: (() => void) | undefined;
  const running = () => {
    if (server === undefined) throw new Error('the store runs within tests only');
    return server;
  };
  beforeAll(async () => {
    const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
    server = await startS3Server({ users: [user], buckets: [bucket] });
  });
  afterEach(() => {
    release?.();
    running().intercept(undefined);
  });
  afterAll(() => running().close());
  return {
    get server() {
      return running();
    },
    start({ settings = {}, profile = {}, names = {}, plugin = {}, files = {}, ...init } = {}) {
      const place = { bucket: 'my-notes', region: 'us-east-1', endpoint: running().endpoint };
      const profiles = { default: { provider: 'custom', ...place, ...profile } };
      return startHost({
        files: { 'Note.md': '# Trip\n\nBefore the picture.\n', 'Other.md': 'Another note.\n', ...files },
        secrets,
        data: {
          settings: { version: 1, profiles, ...settings },
          secrets: { default: { ...usualNames, ...names } },
          ...plugin,
        },
        ...init,
      });
    },
    hold() {
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      running().intercept(() => ({ kind: 'stall', until }));
      return () => {
        running().intercept(undefined);
        release?.();
      };
    },
  };
}

/** A picture like no other `text`'s, as a clipboard or a file manager gives it. */
export function pictureFile(text: string, name = 'image.png'): File {
  return new File([new Uint8Array(uniquePicture(name, text))], name, { type: 'image/png' });
}

/** Waits for what the plugin does in its own time, on a busy machine too. */
export function until<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 60_000, interval: 20 });
}
