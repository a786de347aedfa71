import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateFolder } from './clients.mjs';
import { readBack } from './store.mjs';

const measure = fileURLToPath(new URL('measure.py', import.meta.url));

/**
 * Runs one command once, whole process.
 * @returns {{ cpu: number, wall: number, peakMiB: number, exitCode: number, output: string }}
 */
export function runOnce(command, folder) {
  const output = join(folder, 'stdout');
  const line = execFileSync('python3', [measure, output, ...command], {
    env: cleanEnv(folder),
    encoding: 'utf8',
  });
  return { ...JSON.parse(line), output: readFileSync(output, 'utf8') };
}

/**
 * Certificate bundles cost Node 20 94 ms a start and proxies change the route: neither may be in force. The
 * loopback certificate is nobody's; PicGo's S3 plugin can be told so only through the environment.
 */
function cleanEnv(folder) {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    LANG: 'C.UTF-8',
    IMBED_STATE_DIR: stateFolder(folder),
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  };
}

/** Exit codes are not believed (PicGo's is 0 when it failed): every file must be readable behind its link. */
export async function assertUploaded(run, files) {
  const links = run.output.split('\n').filter((line) => /^https?:\/\//.test(line));
  const wanted = links.slice(-files.length);
  if (run.exitCode !== 0 || wanted.length !== files.length)
    throw new Error(`exit code ${run.exitCode}, ${wanted.length} of ${files.length} links:\n${run.output}`);
  for (const [index, link] of wanted.entries()) {
    if (!(await readBack(link)).equals(readFileSync(files[index])))
      throw new Error(`other bytes behind ${link}`);
  }
}
