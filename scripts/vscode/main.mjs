/** `npm run test:vscode [-- VITEST-ARGUMENT...]` — the extension in a real VS Code, in a real browser. */
import { join } from 'node:path';
import { main, root, run } from '../lib/run.mjs';

await main(async () => {
  const extension = join(root, 'packages/vscode-extension');
  for (const script of ['build.mjs', 'package.mjs'])
    await run(process.execPath, [join(extension, script)], { cwd: extension, capture: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const config = join(import.meta.dirname, 'vitest.config.ts');
  await run(process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)]);
});
