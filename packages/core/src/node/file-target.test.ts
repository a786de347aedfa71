import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderOfTest } from '../testing/temporary-folder.ts';
import { failureOf } from '../testing/transport-test-tools.ts';
import { openFileTarget } from './file-target.ts';
import { newDraftPath } from './workspace/draft-path.ts';

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

it.each([false, true])(
  'closes no file of others after it could not be put in its place, kept: %s',
  async (keep) => {
    const folder = folderOfTest();
    const path = join(folder, 'occupied');
    mkdirSync(path);
    const target = await openFileTarget(path, { resumed: 'x' });
    expect((await failureOf(target.finish(0))).code).toBe('local/write-failed');
    const others = Array.from({ length: 4 }, (_, at) => openSync(join(folder, `other-${at}`), 'w'));
    await target.leave(keep);
    for (const other of others) {
      expect(writeSync(other, 'x')).toBe(1);
      closeSync(other);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.imbed-part'))).toHaveLength(keep ? 1 : 0);
  },
);

it.each([{}, { resumed: 'x' }])(
  'takes away what a killed process left beside a file: %j',
  async (options) => {
    const folder = folderOfTest();
    const path = join(folder, 'file');
    writeFileSync(newDraftPath(path).replace(`-${process.pid}-`, '-4194305-'), '');
    await (await openFileTarget(path, options)).finish(0);
    expect(readdirSync(folder)).toEqual(['file']);
  },
);
