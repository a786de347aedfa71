import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createFolder } from '../../test/support.ts';
import { receiveFiles } from './multipart.ts';
import { createSpool } from './spool.ts';

it('takes no form without end, whatever length it announces, and keeps none of it', async () => {
  const piece = Buffer.alloc(16 * 1024 * 1024, 'x');
  function* endless() {
    yield Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n');
    for (;;) yield piece;
  }
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' };
  const request = Object.assign(Readable.from(endless()), { headers }) as unknown as IncomingMessage;
  const folder = createFolder();
  await expect(receiveFiles(request, createSpool(folder), 1000)).rejects.toMatchObject({
    ...{ code: 'source/too-large', facts: { limitBytes: 256 * 1024 * 1024 } },
  });
  expect(readdirSync(join(folder, String(readdirSync(folder)[0])))).toEqual([]);
});
