import { describe, expect, test } from 'vitest';
import { deadHost, startLoopback, startRawLoopback } from '../testing/loopback.ts';
import { rejectionOf } from '../testing/store-under-test.ts';
import { createTestCertificate } from '../testing/test-certificate.ts';
import { nodeNetworkProbe as probe } from './network-probe.ts';

const options = { timeoutMs: 60_000 };

function addressOf(host: string, secure: boolean) {
  return { hostname: '127.0.0.1', port: Number(host.split(':')[1]), secure };
}

describe('a name', () => {
  test('is found as the system finds it', async () => {
    expect(await probe.resolve('127.0.0.1')).toEqual(['127.0.0.1']);
    expect(await probe.resolve('localhost')).toContain('127.0.0.1');
  });

  test('that nobody has is a failure of DNS', async () => {
    const { code, facts } = await rejectionOf(probe.resolve('no-such-host.invalid'));
    expect(code).toBe('network/dns');
    expect(facts).toMatchObject({ host: 'no-such-host.invalid', serviceCode: expect.any(String) });
  });
});

describe('a connection', () => {
  test('without TLS shows no certificate', async () => {
    const server = await startLoopback((_, answer) => void answer.end());
    expect(await probe.connect(addressOf(server.host, false), options)).toBeUndefined();
    await server.close();
  });

  test('with TLS shows whose certificate it is, and why it is not trusted', async () => {
    const server = await startLoopback(
      (_, answer) => void answer.end(),
      await createTestCertificate(['nas.local']),
    );
    const certificate = await probe.connect(addressOf(server.host, true), options);
    expect(certificate).toMatchObject({ issuer: 'nas.local', problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(certificate?.validTo.getTime()).toBeGreaterThan(Date.now());
    await server.close();
  });

  test('that is refused is named by its system error', async () => {
    const { code, facts } = await rejectionOf(probe.connect(addressOf(deadHost, false), options));
    expect([code, facts.serviceCode, facts.host]).toEqual(['network/unreachable', 'ECONNREFUSED', deadHost]);
  });

  test('to a port that does not speak TLS is a failure of TLS', async () => {
    const server = await startLoopback((_, answer) => void answer.end());
    const { code } = await rejectionOf(probe.connect(addressOf(server.host, true), options));
    expect(code).toBe('network/tls');
    await server.close();
  });

  test('on which the other side says nothing times out', async () => {
    const server = await startRawLoopback(() => {});
    const { code } = await rejectionOf(probe.connect(addressOf(server.host, true), { timeoutMs: 50 }));
    expect(code).toBe('network/timeout');
    await server.close();
  });

  test('can be given up', async () => {
    const controller = new AbortController();
    const server = await startRawLoopback(() => controller.abort());
    const given = probe.connect(addressOf(server.host, true), { ...options, signal: controller.signal });
    expect((await rejectionOf(given)).code).toBe('cancelled');
    await server.close();
  });
});
