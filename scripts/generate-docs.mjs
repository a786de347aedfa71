/** `node scripts/generate-docs.mjs [--check]` — the documents that follow from core's own tables. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyTemplates } from './docs/key-templates.mjs';
import { providersPage } from './docs/providers.mjs';
import { settingsPage } from './docs/settings.mjs';
import { main, root, ScriptError } from './lib/run.mjs';

/** @type {readonly (readonly [file: string, content: string])[]} */
const documents = [
  ['docs/key-templates.md', keyTemplates],
  ['docs/providers.md', providersPage],
  ['docs/settings.md', settingsPage],
];

await main(() => {
  const stale = documents.filter(
    ([file, content]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== content,
  );
  if (process.argv.includes('--check')) {
    const names = stale.map(([file]) => file).join(', ');
    if (stale.length > 0) throw new ScriptError(`${names} out of date: run node scripts/generate-docs.mjs`);
    return;
  }
  for (const [file, content] of stale) writeFileSync(join(root, file), content);
});
