import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOfTest } from '../testing/temporary-folder.ts';
import { failureOf } from '../testing/transport-test-tools.ts';
import { openFileTarget } from './file-target.ts';

it('takes nothing after its end, when the number of its file may be that of another', async () => {
  const folder = folderOfTest();
  for (const end of ['left', 'finished']) {
    const target = await openFileTarget(join(folder, end));
    const writer = target.writer(0);
    await (end === 'left' ? target.leave(false) : target.finish(0));
    const others = Array.from({ length: 4 }, (_, at) => join(folder, `${end}-${at}`));
    const open = others.map((path) => openSync(path, 'w'));
    const late = failureOf(Promise.resolve().then(() => writer.sink(new Uint8Array(300_000).fill(1))));
    expect((await late).code).toBe('cancelled');
    for (const file of open) closeSync(file);
    for (const path of others) expect(readFileSync(path)).toHaveLength(0);
  }
});
