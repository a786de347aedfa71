import { describe, expect, it } from 'vitest';
import { createUrlSource } from './url-source.ts';

const limits = {
  maxBytes: 1000,
  timeoutSeconds: 5,
  allowPrivate: false,
  proxyFor: async (_url: string) => '',
};

describe('the name', () => {
  it.each([
    ['https://a.b/c/my%20pic.png?x=/y#/z', 'my pic.png'],
    ['https://a.b/%E5%9B%BE.png', '图.png'],
    ['https://a.b/100%.png', '100%.png'],
    ['https://a.b/', undefined],
    ['https://a.b', undefined],
  ])('of %s is %s', (url, name) => {
    expect(createUrlSource(url, limits).name).toBe(name);
  });
});

it('what is refused as private names the option that lets it through', async () => {
  await expect(createUrlSource('http://127.0.0.1:9/a?sig=1', limits).read()).rejects.toMatchObject({
    code: 'source/download-failed',
    facts: {
      name: 'http://127.0.0.1:9/a',
      detail: expect.stringContaining('--allow-private') as string,
    },
  });
});
