import { join } from 'node:path';
import { expect, it } from 'vitest';
import { later, listOf, startServer, type TestServer } from '../../test/serve/in-process.ts';
import { writePicture } from '../../test/support.ts';

/** An upload that the store holds up until it is let go. */
async function heldUpload(server: TestServer) {
  const path = join(server.home, 'a.png');
  writePicture(path);
  const [held, letGo] = later();
  const [begun, begin] = later();
  server.store.intercept(() => {
    begin();
    return { kind: 'stall', until: held };
  });
  const answer = server.send('/upload', listOf(path));
  await begun;
  return { answer, letGo };
}

it('finishes what was begun when it is stopped, and takes nothing new', async () => {
  const server = await startServer();
  const { answer, letGo } = await heldUpload(server);
  const stopped = server.server.stop();
  // The next server has to know that this one still is there, and others why they are sent away.
  expect((await server.send('/heartbeat', { method: 'POST' })).json).toMatchObject({
    ...{ instance: 'this-one', stopping: true },
  });
  expect(await server.send('/upload', listOf('/a.png'))).toMatchObject({
    ...{ status: 503, json: { code: 'serve/stopping' } },
  });
  letGo();
  expect((await answer).json.success).toBe(true);
  await stopped;
  await expect(server.send('/heartbeat', { method: 'POST' })).rejects.toThrow('ECONNREFUSED');
});

it('stores what a client no longer waits for, so that it is there when it asks again', async () => {
  const server = await startServer();
  const path = join(server.home, 'a.png');
  writePicture(path);
  const [held, letGo] = later();
  const [begun, begin] = later();
  server.store.intercept(() => {
    begin();
    return { kind: 'stall', until: held };
  });
  const impatient = new AbortController();
  const failure = expect(
    server.send('/upload', { ...listOf(path), signal: impatient.signal }),
  ).rejects.toThrow();
  await begun;
  impatient.abort();
  await failure;
  letGo();
  await server.server.stop();
  expect(await server.service.ledger.objects()).toHaveLength(1);
});
