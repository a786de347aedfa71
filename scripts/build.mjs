import { main, turbo } from './lib/run.mjs';

await main(async () => {
  await turbo('build', ...process.argv.slice(2));
});
