import { run } from './run.mjs';

/**
 * Why nobody but us can read objects back here; `undefined` when Debian's s3cmd is there.
 * @returns {Promise<string | undefined>}
 */
export async function whyNoClient() {
  const found = await run('s3cmd', ['--version'], { capture: true, allowFailure: true }).catch(
    () => undefined,
  );
  return found?.code === 0 ? undefined : 's3cmd is not installed (on Debian, as root: apt-get install s3cmd)';
}
