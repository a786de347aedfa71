import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { deadHost, type Loopback, startLoopback } from '../../testing/loopback.ts';
import { downloadImage } from './download-image.ts';
import { withoutSecrets } from './download-limits.ts';

const limits = {
  maxBytes: 1000,
  timeoutSeconds: 60,
  allowPrivate: true,
  proxyFor: async (_url: string) => '',
};
const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: RequestListener): Promise<string> {
  const server = await startLoopback(answer);
  servers.push(server);
  return server.url;
}

function failure(url: string, options: Partial<typeof limits> = {}) {
  return expect(downloadImage(url, { ...limits, ...options })).rejects;
}

describe('downloading', () => {
  it('the bytes come as they are, asked for as a browser on that site asks', async () => {
    const bytes = Buffer.from([0, 255, 137, 80]);
    const asked: Record<string, unknown>[] = [];
    const origin = await serve((request, response) => {
      asked.push(request.headers);
      response.end(bytes);
    });
    expect(Buffer.from(await downloadImage(`${origin}/a.png`, limits))).toEqual(bytes);
    expect(asked[0]).toMatchObject({ referer: `${origin}/`, 'accept-encoding': 'identity' });
    expect(asked[0]?.['accept']).toContain('image/*');
  });

  it('five redirects are followed, also relative ones, and a sixth is not', async () => {
    const origin = await serve((request, response) => {
      const hops = Number(request.url?.slice(1));
      if (hops === 0) response.end('here');
      else response.writeHead(302, { location: String(hops - 1) }).end();
    });
    expect(Buffer.from(await downloadImage(`${origin}/5`, limits)).toString()).toBe('here');
    await failure(`${origin}/6`).toMatchObject({
      code: 'source/download-failed',
      facts: { detail: 'more than 5 redirects' },
    });
  });

  it('a redirect out of http is refused', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
    );
    await failure(origin).toMatchObject({ facts: { detail: 'not an http(s) address' } });
  });

  it('any other status is a failure that says it, without the query', async () => {
    const origin = await serve((_request, response) => response.writeHead(403).end());
    await failure(`${origin}/a.png?token=s3cret`).toMatchObject({
      code: 'source/download-failed',
      facts: { name: `${origin}/a.png`, detail: 'HTTP 403' },
    });
  });

  it('too much is refused, announced or not', async () => {
    const announced = await serve((_request, response) => response.end(Buffer.alloc(1001)));
    await failure(announced).toMatchObject({
      code: 'source/too-large',
      facts: { bytes: 1001, limitBytes: 1000 },
    });
    const trickled = await serve((_request, response) => {
      response.write(Buffer.alloc(600));
      response.end(Buffer.alloc(600));
    });
    await failure(trickled).toMatchObject({ code: 'source/too-large' });
  });

  it('an answer that breaks off is a failure, not a shorter image', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('12345', () => response.destroy());
    });
    await failure(origin).toMatchObject({ code: 'source/download-failed' });
  });

  it('nobody there is a failure', async () => {
    await failure(`http://${deadHost}`).toMatchObject({
      code: 'source/download-failed',
      facts: { detail: 'ECONNREFUSED' },
    });
  });

  it('aborting is cancelling', async () => {
    const controller = new AbortController();
    const origin = await serve(() => controller.abort());
    await expect(downloadImage(origin, limits, controller.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('private addresses', () => {
  it.each([
    'http://127.0.0.1:9/a',
    'http://[::1]:9/a',
    'http://localhost:9/a',
    'http://2130706433:9/a',
    'http://10.0.0.1/',
  ])('%s is refused unless it is allowed', async (url) => {
    await failure(url, { allowPrivate: false }).toMatchObject({
      code: 'source/private-address',
      facts: { host: new URL(url).host },
    });
  });
});

describe('through a proxy', () => {
  const read = (url: string, proxy: string, options: Partial<typeof limits> = {}) =>
    downloadImage(url, { ...limits, ...options, proxyFor: async () => proxy });

  it('the bytes come from it, redirects too, and names need not be known here', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      if (request.url?.endsWith('/old.png')) response.writeHead(302, { location: '/new.png' }).end();
      else response.end('picture');
    });
    const bytes = await read('http://pictures.invalid/old.png#part', proxy, { allowPrivate: false });
    expect(Buffer.from(bytes).toString()).toBe('picture');
    expect(asked).toEqual(
      ['http://pictures.invalid:80/old.png', 'http://pictures.invalid:80/new.png'].map(
        (url) => expect.stringMatching(`^${url.replace(':80', '(:80)?')}$`) as string,
      ),
    );
  });

  it.each(['http://10.0.0.1/a', 'http://[fd00::1]/a', 'http://169.254.169.254/latest', 'http://2130706433/'])(
    '%s is refused before the proxy is asked',
    async (url) => {
      let asked = 0;
      const proxy = await serve((_request, response) => {
        asked += 1;
        response.end('secret');
      });
      await expect(read(url, proxy, { allowPrivate: false })).rejects.toMatchObject({
        code: 'source/private-address',
      });
      expect(asked).toBe(0);
    },
  );

  it('too much, other statuses and packed answers are refused as without one', async () => {
    const proxy = await serve((request, response) => {
      if (request.url?.includes('/big')) response.end(Buffer.alloc(1001));
      else if (request.url?.includes('/packed')) response.setHeader('content-encoding', 'gzip').end('x');
      else response.writeHead(404).end();
    });
    const failure = (path: string) => expect(read(`http://pictures.invalid/${path}?sig=1`, proxy)).rejects;
    await failure('big').toMatchObject({
      code: 'source/too-large',
      facts: { name: 'http://pictures.invalid/big', limitBytes: 1000 },
    });
    await failure('packed').toMatchObject({ facts: { detail: 'content-encoding gzip' } });
    await failure('none').toMatchObject({ facts: { detail: 'HTTP 404' } });
  });

  it('that wants a password it is the proxy that failed, not the address', async () => {
    const proxy = await serve((_request, response) => response.writeHead(407).end());
    await expect(read('http://pictures.invalid/a', proxy)).rejects.toMatchObject({ code: 'network/proxy' });
  });
});

describe('what messages show', () => {
  it('is neither user nor query nor fragment', () => {
    expect(withoutSecrets('https://me:pw@a.b/c@d.png?sig=1#x')).toBe('https://a.b/c@d.png');
  });
});
