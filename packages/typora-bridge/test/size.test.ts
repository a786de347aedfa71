import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateVault, referencesThatDoNotResolve } from '@imbed/core/testing';
import { expect, it } from 'vitest';
import { binary, bucket, createBench, createFolder, imbed, lines, startStore } from './support.ts';

/** Only Node can be told to say what memory it holds; the standalone runs the same code. */
const isNode = binary.endsWith('.cjs');
const heldMemory = fileURLToPath(new URL('vault-scene/held-memory.cjs', import.meta.url));

/** Of each image: the larger vault holds 300 MB. */
const IMAGE_BYTES = 150_000;
const IMAGES_PER_NOTE = 4;

/** Of what the images of the further notes weigh. Measured: 0.03, the lines of each in the ledger and where it went. */
const MAX_GROWTH = 0.1;

/** One run of the command on so many notes, every tenth of which also shows a picture that is gone. */
async function noteVault(notes: number) {
  // On disk: the pictures of the larger vault are not to be in the memory of the tests.
  const server = await startStore({ folder: createFolder() });
  const bench = createBench(server.endpoint, { keyTemplate: '{hash}.{ext}' });
  const vault = join(bench.folder, 'vault');
  mkdirSync(join(vault, '.obsidian'), { recursive: true });
  const tree = generateVault(vault, { notes, imagesPerNote: IMAGES_PER_NOTE, seed: notes });
  for (const picture of tree.pictures) appendFileSync(join(vault, picture), Buffer.alloc(IMAGE_BYTES));
  const spoilt = tree.notes.filter((_, index) => index % 10 === 0);
  for (const note of spoilt) appendFileSync(join(vault, note), '![](gone.png)\n');
  const held = join(bench.folder, 'held');
  const env = isNode ? { NODE_OPTIONS: `--require "${heldMemory}"`, IMBED_HELD: held } : {};
  const run = await imbed(bench, ['note', '.'], { cwd: vault, env });
  const dead = await referencesThatDoNotResolve(vault, (url) => url.startsWith(server.endpoint));
  return {
    ...{ run, spoilt, dead },
    stored: server.storage.listObjects(bucket).length,
    heldBytes: isNode ? Number(readFileSync(held, 'utf8')) : 0,
  };
}

it('2,000 images in 500 notes are done in one run that holds few of them at a time, with one line a problem', {
  timeout: 300_000,
}, async () => {
  const { run, spoilt, dead, stored, heldBytes } = await noteVault(500);
  expect(run.code).toBe(1);
  expect(run.stdout).toMatch(/^500 notes read, 500 changed; 2000 images uploaded; 50 problems\.$/m);
  expect(lines(run.stderr)).toHaveLength(50);
  for (const note of spoilt)
    expect(run.stderr).toMatch(new RegExp(`^imbed: ${note}:\\d+: gone\\.png: `, 'm'));
  expect(dead).toEqual(spoilt.toSorted().map((note) => ({ note, target: 'gone.png' })));
  expect(stored).toBe(2000);
  if (!isNode) return;
  const small = await noteVault(125);
  const furtherBytes = (500 - 125) * IMAGES_PER_NOTE * IMAGE_BYTES;
  expect(small.heldBytes).toBeGreaterThan(0);
  expect(heldBytes - small.heldBytes).toBeLessThan(furtherBytes * MAX_GROWTH);
});
