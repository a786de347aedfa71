import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { S3Server } from '@imbed/core/testing';
import type { StartInit } from './main.ts';

export const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
export const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;

export const usualStart: Omit<StartInit, 'vaultPath'> = {
  platform: 'desktop',
  ...{ language: 'en', attachmentFolder: 'files', useMarkdownLinks: false },
  secrets: { 'key-id': user.accessKeyId, 'key-secret': user.secretAccessKey },
};

/** A vault on the disk, with the plugin in it as people install it, set up for the store. */
export function makeVault(
  built: string,
  files: Readonly<Record<string, string>>,
  server: S3Server,
  profile: object,
): string {
  const vaultPath = mkdtempSync(join(tmpdir(), 'imbed-vault-'));
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(vaultPath, path)), { recursive: true });
    writeFileSync(join(vaultPath, path), content);
  };
  for (const [path, text] of Object.entries({ 'Other.md': 'Another note.\n', ...files })) put(path, text);
  const folder = '.obsidian/plugins/imbed';
  for (const name of ['main.js', 'manifest.json', 'styles.css'])
    put(`${folder}/${name}`, readFileSync(join(built, name)));
  const place = { provider: 'custom', bucket: 'my-notes', region: 'us-east-1', endpoint: server.endpoint };
  const data = {
    settings: { version: 1, profiles: { default: { ...place, ...profile } } },
    secrets: { default: { accessKeyId: 'key-id', secretAccessKey: 'key-secret' } },
  };
  put(`${folder}/data.json`, JSON.stringify(data));
  return vaultPath;
}
