import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ImbedError } from '@imbed/core';
import { expect, it } from 'vitest';
import { createFolder } from '../../test/support.ts';
import { createServeLog } from './log.ts';

it('writes a line for each request and failure, for nobody else to read', async () => {
  const folder = createFolder();
  const log = createServeLog(folder);
  log.request({ method: 'POST', path: '/upload', status: 200, milliseconds: 12.6 });
  const facts = { name: 'C:\\my secret.png', host: 'oss.example', status: 403, detail: 'a\nb' };
  log.failure(new ImbedError('store/access-denied', facts));
  await log.close();
  const [first, second, ...more] = readFileSync(join(folder, 'serve.log'), 'utf8').split('\n');
  expect(first).toMatch(/^\d{4}-\d\d-\d\dT\S+Z POST \/upload 200 13 ms$/);
  expect(second).toMatch(/failed: store\/access-denied .*"host":"oss\.example"/);
  expect(second).not.toContain('secret');
  expect(more).toEqual(['']);
  expect(statSync(join(folder, 'serve.log')).mode & 0o077).toBe(0);
});

it('goes on where the last run ended, and keeps a few megabytes however long it runs', async () => {
  const folder = createFolder();
  for (let run = 0; run < 2; run++) {
    const log = createServeLog(folder);
    for (let line = 0; line < 4000; line++) log.note(`${run} ${'x'.repeat(1000)}`);
    await log.close();
  }
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['serve.log', 'serve.log.1', 'serve.log.2', 'serve.log.3']);
  const bytes = files.map((file) => statSync(join(folder, file)).size);
  expect(Math.max(...bytes)).toBeLessThan(8_000_000);
});
