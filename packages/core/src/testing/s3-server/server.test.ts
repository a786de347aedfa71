import { createServer } from 'node:http';
import { request } from 'node:https';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCertificate } from '../test-certificate.ts';
import type { S3Server } from './server.ts';
import { alice, sdkClient, startStore } from './test-setup.ts';

let server: S3Server;

beforeEach(async () => {
  server = await startStore();
});

afterEach(() => server.close());

describe('the server', () => {
  it('says at its start that it is no place for real data', async () => {
    const warnings: string[] = [];
    const logger = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
    await (await startStore({ logger })).close();
    expect(warnings).toEqual([expect.stringContaining('demo and tests only')]);
  });

  it('logs method, host, path, query, headers, size and status of each request', async () => {
    const client = sdkClient(server);
    await client.send(new PutObjectCommand({ Bucket: 'notes', Key: 'k', Body: 'hello' }));
    client.destroy();
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'PUT',
      host: `127.0.0.1:${server.port}`,
      path: '/notes/k',
      headers: { authorization: expect.stringContaining(alice.accessKeyId) },
      bodyBytes: 5,
      status: 200,
    });
    expect(server.requests[0]?.query.get('x-id')).toBe('PutObject');
  });

  it('rejects when its port is taken', async () => {
    await expect(startStore({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('leaves its port free once it is closed', async () => {
    const { port } = server;
    await server.close();
    const successor = createServer();
    await new Promise<void>((resolve) => successor.listen(port, '127.0.0.1', resolve));
    await new Promise((resolve) => successor.close(resolve));
    server = await startStore();
  });

  it('speaks HTTPS with the certificate that it is given', async () => {
    const tls = await createTestCertificate();
    const secure = await startStore({ tls });
    const statusOf = () =>
      new Promise((resolve, reject) => {
        const options = { ca: tls.cert, agent: false };
        request(`${secure.endpoint}/public/missing`, options, ({ statusCode }) => resolve(statusCode))
          .on('error', reject)
          .end();
      });
    expect(secure.endpoint).toMatch(/^https:/);
    expect(await statusOf()).toBe(404);
    await secure.close();
  });
});
