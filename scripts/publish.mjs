/** Publishes to npm whatever is not there yet. */
import { main, run, turbo } from './lib/run.mjs';

await main(async () => {
  await turbo('build');
  await run('changeset', ['publish']);
});
