/** `node scripts/with-rgw.mjs COMMAND [ARGUMENT...]` — runs a command with a Ceph RADOS Gateway beside it. */
import { startRgw, whyNoRgw } from './lib/rgw.mjs';
import { main, plainEnvironment, run, ScriptError } from './lib/run.mjs';

await main(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new ScriptError('name the command to run');
  const reason = await whyNoRgw();
  if (reason !== undefined) throw new ScriptError(reason);
  const rgw = await startRgw();
  try {
    await run(command, args, { env: { ...plainEnvironment(), ...rgw.environment } });
  } finally {
    await rgw.stop();
  }
});
