import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { later } from '../../test/serve/in-process.ts';
import { createFolder } from '../../test/support.ts';
import { createInstances, heartbeatAt } from './instance.ts';

/** For answers that come: however busy the machine is, nobody is taken for silent. */
const patientMs = 60_000;

const patientInstances = (folder = createFolder()) => createInstances(folder, patientMs);

/** Something that answers heartbeats with what `answer` says at the time, or takes the call and says nothing. */
async function startAnswering(answer: string | (() => string | undefined)): Promise<string> {
  const server = createServer((_request, response) => {
    const text = typeof answer === 'string' ? answer : answer();
    if (text !== undefined) response.end(text);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const alive = JSON.stringify({ success: true, result: 'alive', instance: 'one' });

it('the second is told where the first is', async () => {
  const instances = patientInstances();
  const url = await startAnswering(alive);
  await instances.claim('one', async () => ({ url }));
  const start = vi.fn();
  await expect(instances.claim('two', start)).rejects.toMatchObject({
    code: 'serve/running',
    facts: { host: url },
  });
  expect(start).not.toHaveBeenCalled();
  expect(await instances.running()).toMatchObject({ url, pid: process.pid });
});

it.each([
  ['a killed one left behind, whose port nobody has', async () => 'http://127.0.0.1:1'],
  [
    'a killed one left behind, whose port PicGo has',
    () => startAnswering('{"success":true,"result":"alive"}'),
  ],
  ['a killed one left behind, whose port another program has', () => startAnswering('<html>')],
])('takes the place that %s', async (_, leave) => {
  const folder = createFolder();
  const instances = patientInstances(folder);
  const url = await leave();
  await instances.claim('one', async () => ({ url }));
  await instances.claim('two', async () => ({ url: 'http://127.0.0.1:2' }));
  expect(JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8'))).toMatchObject({ id: 'two' });
});

it('takes a record that is no record for none', async () => {
  const folder = createFolder();
  writeFileSync(join(folder, 'instance.json'), '{"id":');
  expect(await patientInstances(folder).running()).toBeUndefined();
});

it('of two that start at once, one starts', async () => {
  const folder = createFolder();
  const url = await startAnswering(alive);
  const claims = [1, 2].map(() => patientInstances(folder).claim('one', async () => ({ url })));
  const results = await Promise.allSettled(claims);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('is gone when it is over, and takes no other with it', async () => {
  const instances = patientInstances();
  const url = await startAnswering(alive);
  await instances.claim('one', async () => ({ url }));
  instances.release('two');
  expect(await instances.running()).toMatchObject({ url, pid: process.pid });
  instances.release('one');
  expect(await instances.running()).toBeUndefined();
});

it('one that is about to stop is waited for, until it has stored what it took in', async () => {
  const instances = patientInstances();
  const answers = [alive, JSON.stringify({ result: 'alive', instance: 'one', stopping: true })];
  let state = 0;
  const url = await startAnswering(() => (state < 2 ? answers[state] : '<html>'));
  await instances.claim('one', async () => ({ url }));
  state = 1;
  expect(await instances.running()).toBeUndefined();
  const start = vi.fn(async () => ({ url: 'http://127.0.0.1:2' }));
  const [waits, told] = later();
  const claimed = instances.claim('two', start, { onWait: told });
  await waits;
  expect(start).not.toHaveBeenCalled();
  state = 2;
  await claimed;
  expect(start).toHaveBeenCalledOnce();
});

it('nobody has to wait who does not want to', async () => {
  const instances = patientInstances();
  const url = await startAnswering(JSON.stringify({ result: 'alive', instance: 'one', stopping: true }));
  await instances.claim('one', async () => ({ url }));
  const impatient = new AbortController();
  const onWait = () => impatient.abort();
  const claimed = instances.claim('two', vi.fn(), { signal: impatient.signal, onWait });
  await expect(claimed).rejects.toMatchObject({ code: 'cancelled' });
});

it('one that has too much to do to answer is there all the same', async () => {
  const url = await startAnswering(() => undefined);
  expect(await heartbeatAt(url, 50)).toBe('silent');
  const folder = createFolder();
  const record = (pid: number) =>
    writeFileSync(join(folder, 'instance.json'), JSON.stringify({ id: 'one', url, pid }));
  const instances = createInstances(folder, 50);
  record(process.ppid);
  await expect(instances.claim('two', vi.fn())).rejects.toMatchObject({ code: 'serve/running' });
  record(spawnSync(process.execPath, ['-e', '0']).pid);
  await instances.claim('two', async () => ({ url }));
});
