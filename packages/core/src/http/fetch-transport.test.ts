import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeTransport } from '../testing/transport-contract.ts';
import { failureOf, get, put } from '../testing/transport-test-tools.ts';
import { createFetchTransport } from './fetch-transport.ts';

const settings = { timeoutMs: 1000, tlsVerify: true, proxy: '' };

describeTransport('fetch transport', createFetchTransport);

describe('fetch transport alone', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** A fetch that does as the test says, and rejects when it is aborted, as the real one does. */
  const stubFetch = (answer: () => Promise<Response>) => {
    const asked: RequestInit[] = [];
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      asked.push(init);
      const aborted = new Promise<never>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
      return Promise.race([answer(), aborted]);
    });
    return asked;
  };
  const never = () => new Promise<never>(() => undefined);

  it.each([
    [{ ...settings, proxy: 'http://proxy.example:3128' }, 'proxy'],
    [{ ...settings, tlsVerify: false }, 'tlsVerify'],
  ])('refuses at once what only the editor can grant: %j', (unsupported, field) => {
    expect(() => createFetchTransport(unsupported)).toThrow(
      expect.objectContaining({
        code: 'config/invalid',
        facts: { issues: [expect.objectContaining({ field })] },
      }),
    );
  });

  it.each(["/a?x='y'", '/a/%2e%2e/b', '/a/../b', '/a/./b', '/a|b?^"'])(
    'sends nothing when fetch would rewrite the address: %s',
    async (path) => {
      const asked = stubFetch(async () => new Response());
      const error = await failureOf(createFetchTransport(settings).send(get(`http://h${path}`)));
      expect([error.code, asked]).toEqual(['internal', []]);
    },
  );

  it('names the origin that the store may have no rule for, where a browser says nothing of why', async () => {
    stubFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    const transport = createFetchTransport(settings, 'https://notes.example');
    const { code, facts } = await failureOf(transport.send(get('http://h/a')));
    expect([code, facts]).toEqual(['network/unreachable', { host: 'h', detail: 'https://notes.example' }]);
  });

  it('takes no cookies, caches or referrer along', async () => {
    const asked = stubFetch(async () => new Response('ok'));
    await createFetchTransport(settings).send(get('http://h/a'));
    expect(asked[0]).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('waits longer for an answer to a large body: a millisecond for every 16 bytes', async () => {
    vi.useFakeTimers();
    stubFetch(never);
    let failed = false;
    const sending = failureOf(
      createFetchTransport(settings).send(put('http://h/a', new Uint8Array(160_000))),
    );
    void sending.then(() => {
      failed = true;
    });
    await vi.advanceTimersByTimeAsync(10_999);
    expect(failed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await sending).toMatchObject({ code: 'network/timeout', facts: { seconds: 1 } });
  });

  it('never gives up on an answer that keeps coming', async () => {
    vi.useFakeTimers();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await vi.advanceTimersByTimeAsync(999);
        controller.enqueue(new Uint8Array(1));
        pulls += 1;
        if (pulls === 20) controller.close();
      },
    });
    let pulls = 0;
    stubFetch(async () => new Response(body));
    const response = await createFetchTransport(settings).send(get('http://h/a'));
    expect(response.body.length).toBe(20);
  });

  it("reports a browser's nameless failure as an unreachable host", async () => {
    stubFetch(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = await failureOf(createFetchTransport(settings).send(get('https://h/private-key.png')));
    expect(error).toMatchObject({ code: 'network/unreachable', facts: { host: 'h' } });
  });

  it('reports a redirect that the browser hides as someone in between', async () => {
    const hidden = Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' });
    stubFetch(async () => hidden);
    const error = await failureOf(createFetchTransport(settings).send(get('http://h/a')));
    expect(error).toMatchObject({ code: 'network/intercepted', facts: { host: 'h', detail: 'redirect' } });
  });
});
