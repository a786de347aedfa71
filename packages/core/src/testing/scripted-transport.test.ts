import { describe, expect, it } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { HttpRequest } from '../http/transport.ts';
import { createScriptedTransport } from './scripted-transport.ts';

const get: HttpRequest = { method: 'GET', url: 'https://example.com/a', headers: {} };

describe('createScriptedTransport', () => {
  it('replies in order and remembers what was sent', async () => {
    const failure = new ImbedError('network/dns');
    const transport = createScriptedTransport([{ status: 200, body: 'hi' }, failure]);
    expect(await transport.send(get)).toEqual({
      status: 200,
      headers: {},
      body: new TextEncoder().encode('hi'),
    });
    await expect(transport.send(get)).rejects.toBe(failure);
    expect(transport.requests).toEqual([get, get]);
  });

  it('fails a test that sends more than its script foresees', async () => {
    await expect(createScriptedTransport([]).send(get)).rejects.toThrow('GET https://example.com/a');
  });

  it('lets a function answer by the request', async () => {
    const transport = createScriptedTransport(({ method }, index) => ({
      status: method === 'PUT' ? 201 + index : 404,
    }));
    expect((await transport.send(get)).status).toBe(404);
    expect((await transport.send({ ...get, method: 'PUT' })).status).toBe(202);
  });
});
