/**
 * `npm run demo` — one real picture, from a file to a link, with nothing set up: the built `imbed`, and a store
 * inside this process instead of yours.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatImageLink } from '../packages/core/src/markdown/link-format.ts';
import { startS3Server } from '../packages/core/src/testing/s3-server/server.ts';
import { main, plainEnvironment, root, run, ScriptError, turbo } from './lib/run.mjs';

const user = { name: 'demo', accessKeyId: 'DEMOACCESSKEY', secretAccessKey: 'demo-secret-for-loopback-only' };
const bucket = 'my-notes';
const picture = join(root, 'packages/core/fixtures/images/gradient.png');
const command = join(root, 'packages/typora-bridge/dist/imbed.cjs');

/** @param {string} text */
function say(text) {
  console.log(`\n${text}`);
}

/**
 * @param {string} folder where the configuration and the ledger live, and nothing else of this machine is touched
 * @param {string} endpoint
 */
async function upload(folder, endpoint) {
  const config = join(folder, 'config.json');
  const profile = { provider: 'custom', bucket, region: 'us-east-1', endpoint, addressing: 'path' };
  writeFileSync(config, JSON.stringify({ version: 1, profiles: { demo: profile } }), { mode: 0o600 });
  const env = {
    ...plainEnvironment(),
    IMBED_STATE_DIR: join(folder, 'state'),
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
  const args = [command, 'upload', '--config', config, '--', picture];
  const { stdout } = await run(process.execPath, args, { env, capture: true });
  const [url = '', ...others] = stdout.trimEnd().split('\n');
  if (others.length > 0 || !URL.canParse(url))
    throw new ScriptError(`imbed printed no single link:\n${stdout}`);
  return url;
}

/** As a reader of the note does: without any key. @param {string} url */
async function fetchAnonymously(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new ScriptError(`${url} answered ${answer.status}`);
  return { bytes: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type') };
}

await main(async () => {
  await turbo('build', '--filter=imbed');
  const folder = mkdtempSync(join(tmpdir(), 'imbed-demo-'));
  const server = await startS3Server({
    users: [user],
    buckets: [{ name: bucket, owner: user.name, acl: 'public-read' }],
  });
  try {
    say(`1. An S3-compatible store answers at ${server.endpoint}`);
    console.log(
      '   It lives in this process, for the demo and for tests only: it is no place for real pictures.',
    );

    say('2. imbed upload -- gradient.png');
    const url = await upload(folder, server.endpoint);
    console.log(`   ${url}`);

    say('3. Anyone who has the link gets the picture, without a key:');
    const { bytes, type } = await fetchAnonymously(url);
    const original = readFileSync(picture);
    if (!bytes.equals(original))
      throw new ScriptError('the bytes that came back are not those of the picture');
    if (type !== 'image/png') throw new ScriptError(`the picture came back as ${type}`);
    console.log(`   ${bytes.length} bytes of ${type}, the same as in the file`);

    say('4. In the note it stands as');
    console.log(`   ${formatImageLink({ alt: 'gradient', target: url }, 'markdown')}\n`);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
