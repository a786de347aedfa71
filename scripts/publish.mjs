/** Publishes to npm whatever is not there yet. */
import { main, run } from './lib/run.mjs';

await main(async () => {
  await run('turbo', ['run', 'build']);
  await run('changeset', ['publish']);
});
