/** `node scripts/check-docs.mjs` — whether what the documents name is there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namedInVain } from './lib/doc-links.mjs';
import { main, root, ScriptError } from './lib/run.mjs';

/** @param {string} file */
const read = (file) => readFileSync(join(root, file), 'utf8');

await main(() => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const documents = files.filter((file) => file.endsWith('.md') && !/^\.changeset\/|\/fixtures\//.test(file));
  const texts = new Map(documents.map((file) => [file, read(file)]));
  const missing = namedInVain(texts, files, Object.keys(JSON.parse(read('package.json')).scripts));
  if (missing.length > 0) throw new ScriptError(`What is named and is not there:\n${missing.join('\n')}`);
});
