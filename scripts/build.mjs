import { main, run } from './lib/run.mjs';

await main(async () => {
  await run('turbo', ['run', 'build', '--output-logs=errors-only', ...process.argv.slice(2)]);
});
