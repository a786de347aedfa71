import { afterEach, expect, it, vi } from 'vitest';
import type { DeleteRequest } from '../../serve/page-api.ts';
import { createApi } from './api.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(['remove', 'discard'] as const)(
  '%s asks for no more at a time than the server takes',
  async (name) => {
    const asked: number[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: { readonly body: string }) => {
      const { ids, askedAgo } = JSON.parse(body) as DeleteRequest;
      asked.push(ids.length);
      expect(askedAgo).toBeGreaterThanOrEqual(8000);
      return new Response(ids.map((id) => JSON.stringify({ id, status: 'deleted' })).join('\n'));
    });
    const ids = Array.from({ length: 2001 }, (_, index) => String(index));
    const gone: string[] = [];
    for await (const line of createApi('token', () => 'en')[name](ids, Date.now() - 8000)) gone.push(line.id);
    expect(asked).toEqual([1000, 1000, 1]);
    expect(gone).toEqual(ids);
  },
);
