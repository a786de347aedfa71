/** Raises the versions as the changesets ask, and everything that follows from them. */
import { join } from 'node:path';
import { main, root, run } from './lib/run.mjs';

await main(async () => {
  await run('changeset', ['version']);
  await run(process.execPath, [join(root, 'scripts/sync-versions.mjs')]);
});
