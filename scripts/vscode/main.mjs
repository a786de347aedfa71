/** `npm run test:vscode [-- VITEST-ARGUMENT...]` — the extension in a real VS Code, in a real browser. */
import { join } from 'node:path';
import { main, root, run } from '../lib/run.mjs';
import { runVitest } from '../lib/tallied.mjs';
import { summary } from '../lib/tally.mjs';
import { installVsCode } from './install.mjs';

await main(async () => {
  // Here it may take what the line takes.
  await installVsCode();
  const extension = join(root, 'packages/vscode-extension');
  for (const script of ['build.mjs', 'package.mjs'])
    await run(process.execPath, [join(extension, script)], { cwd: extension, capture: true });
  const tally = await runVitest([
    '--config',
    join(import.meta.dirname, 'vitest.config.ts'),
    ...process.argv.slice(2),
  ]);
  console.log(summary(tally));
  if (tally.failed > 0) process.exitCode = 1;
});
