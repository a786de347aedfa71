/**
 * `pnpm --filter obsidian-plugin playground [VAULT]` — the plugin to play with in a browser: in the host that its tests
 * run on, with a store in this process. VAULT is a folder that is copied; without one there are two short notes.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startS3Server } from '@imbed/core/testing';
import { buildPlugin } from '../built.ts';
import { bundleHost } from './bundle.ts';
import { startPage } from './server.ts';
import { bucket, makeVault, user, usualStart } from './vault.ts';

const built = buildPlugin();
const server = await startS3Server({ users: [user], buckets: [bucket] });
const vaultPath = makeVault(built, { 'Note.md': '# Trip\n\nPaste or drop pictures here.\n\n' }, server, {});
const [source] = process.argv.slice(2);
if (source !== undefined) cpSync(source, vaultPath, { recursive: true });
const style = readFileSync(join(built, 'styles.css'), 'utf8');
const page = await startPage({ vaultPath, style, script: await bundleHost('1.13.1') });
const start = encodeURIComponent(JSON.stringify({ ...usualStart, vaultPath }));
console.log(`Open ${page.url}#${start}`);
console.log(`The vault is ${vaultPath}, the store ${server.endpoint}; Ctrl-C ends all and removes both.`);
process.once('SIGINT', async () => {
  await page.close();
  await server.close();
  for (const folder of [built, vaultPath]) rmSync(folder, { recursive: true, force: true });
  process.exit();
});
