import { join } from 'node:path';
import { stateFolder } from '@imbed/core/node';
import { runCompiled } from './compiled-program.ts';

/**
 * The command's first file under Node.js; the program is `cli.ts`. Of its commands the one that must start fast is
 * run as an earlier run left it compiled.
 */
function start(): void {
  if (process.argv[2] !== 'upload') {
    void import('./cli.ts');
    return;
  }
  const { platform, env } = process;
  const home = () => process.getBuiltinModule('node:os').homedir();
  runCompiled(join(__dirname, 'cli.cjs'), join(stateFolder({ platform, env, home }), 'compiled'));
}

start();
