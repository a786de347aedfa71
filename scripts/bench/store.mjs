import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get as getPlain } from 'node:http';
import { get } from 'node:https';
import { fileURLToPath } from 'node:url';

const bucket = 'bench';
const user = {
  accessKeyId: 'BENCHACCESSKEY000001',
  secretAccessKey: 'benchSecretKeyOnlyForLoopback0000000001',
};

/** Starts the embedded store beside the benchmark. */
export async function startStore(tls) {
  const program = fileURLToPath(new URL('store-process.mjs', import.meta.url));
  const child = fork(program, [JSON.stringify({ user, bucket, tls })], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [endpoints] = await once(child, 'message');
  const at = (protocol) => ({ endpoint: endpoints[protocol], bucket, ...user });
  return {
    http: at('http'),
    https: at('https'),
    async clear() {
      child.send('clear');
      await once(child, 'message');
    },
    stop: () => child.kill(),
  };
}

/** The bytes behind a link, read without credentials; throws on anything but 200. */
export function readBack(url) {
  const send = url.startsWith('https:') ? get : getPlain;
  return new Promise((resolve, reject) => {
    const request = send(url, { rejectUnauthorized: false, agent: false }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(Buffer.concat(chunks))
          : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}
