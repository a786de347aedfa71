import { execFile } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { receive, startLoopback, startRawLoopback } from '../testing/loopback.ts';
import { createTestCertificate } from '../testing/test-certificate.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { failureOf, get, put, usingServers } from '../testing/transport-test-tools.ts';
import { createNodeTransport } from './http-transport.ts';

describeTransport('node transport', createNodeTransport);

const settings = { timeoutMs: 60_000, tlsVerify: true, proxy: '' };
const run = promisify(execFile);

describe('node transport alone', () => {
  const using = usingServers();

  it.each(["/a/%2e%2e/b?x='y'", '/a/../b', '//a/./b', '/(a)*!~/..%2F', '/a|b^[c]'])(
    'sends %s as it stands, where new URL would change it',
    async (path) => {
      const asked: (string | undefined)[] = [];
      const server = await using(
        startLoopback((incoming, answer) => {
          asked.push(incoming.url);
          answer.end();
        }),
      );
      await createNodeTransport(settings).send(get(`${server.url}${path}`));
      expect(asked).toEqual([path]);
    },
  );

  it('reports a large body slice by slice and a small one at once', async () => {
    const server = await using(
      startLoopback((incoming, answer) => void receive(incoming).then(() => answer.end())),
    );
    const sizesOf = async (bytes: number) => {
      const sizes: number[] = [];
      const onSent = (sent: number) => sizes.push(sent);
      await createNodeTransport(settings).send(put(`${server.url}/a`, new Uint8Array(bytes)), { onSent });
      return sizes;
    };
    expect(await sizesOf(65_536 * 2 + 1)).toEqual([65_536, 131_072, 131_073]);
    expect(await sizesOf(65_536)).toEqual([65_536]);
    expect(await sizesOf(0)).toEqual([0]);
  });

  it('uses one connection for one request after the other', async () => {
    const server = await using(startLoopback((_, answer) => answer.end('ok')));
    const transport = createNodeTransport(settings);
    for (let turn = 0; turn < 5; turn += 1) await transport.send(get(`${server.url}/${turn}`));
    expect(server.connections()).toBe(1);
  });

  it('opens at most eight connections for a crowd', async () => {
    const server = await using(startLoopback((_, answer) => answer.end('ok')));
    const transport = createNodeTransport(settings);
    const crowd = Array.from({ length: 40 }, (_, index) => transport.send(get(`${server.url}/${index}`)));
    expect((await Promise.all(crowd)).every(({ status }) => status === 200)).toBe(true);
    expect(server.connections()).toBe(8);
  });

  it('stops sending to a server that has already answered', async () => {
    const accepted: Socket[] = [];
    const server = await using(
      startRawLoopback((socket) => {
        accepted.push(socket);
        socket.once('data', () => {
          socket.pause();
          socket.write('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno');
        });
      }),
    );
    const body = new Uint8Array(64 * 1024 * 1024);
    const response = await createNodeTransport(settings).send(put(`${server.url}/a`, body));
    expect(response).toMatchObject({ status: 403, body: new Uint8Array(Buffer.from('no')) });
    const [socket] = accepted;
    await new Promise((resolve) => socket?.on('close', resolve).resume());
    expect(socket?.bytesRead).toBeLessThan(body.length);
  });

  it('reaches a server with any certificate when verification is off', async () => {
    const server = await using(startLoopback((_, answer) => answer.end('ok'), await createTestCertificate()));
    const transport = createNodeTransport({ ...settings, tlsVerify: false });
    expect((await transport.send(get(`${server.url}/a`))).status).toBe(200);
  });

  it('takes a 407 for what it is, a word of a proxy', async () => {
    const server = await using(startLoopback((_, answer) => answer.writeHead(407).end()));
    const error = await failureOf(createNodeTransport(settings).send(get(`${server.url}/a`)));
    expect(error).toMatchObject({ code: 'network/proxy', facts: { status: 407, host: server.host } });
  });

  it('reports a header that HTTP cannot carry as our own mistake', async () => {
    const server = await using(startLoopback((_, answer) => answer.end()));
    const headers = { 'x-amz-meta-name': '图' };
    const error = await failureOf(
      createNodeTransport(settings).send({ method: 'GET', url: `${server.url}/a`, headers }),
    );
    expect(error.code).toBe('internal');
  });
});

describe('a process that uses it', () => {
  const using = usingServers();
  const modulePath = fileURLToPath(new URL('./http-transport.ts', import.meta.url));
  const script = `
    const { createNodeTransport } = await import(process.argv[1]);
    const transport = createNodeTransport({ timeoutMs: 600000, tlsVerify: true, proxy: '' });
    const { status } = await transport.send({ method: 'GET', url: process.argv[2], headers: {} });
    console.log(JSON.stringify({ status, undici: process.moduleLoadList.filter((name) => name.includes('undici')) }));
  `;

  it('ends by itself while the server keeps the connection, and never loads fetch', async () => {
    const server = await using(startLoopback((_, answer) => answer.end('ok')));
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      script,
      modulePath,
      `${server.url}/a`,
    ]);
    expect(JSON.parse(stdout)).toEqual({ status: 200, undici: [] });
  });
});
