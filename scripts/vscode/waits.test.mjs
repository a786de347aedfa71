import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createWaits } from './waits.mjs';

const folder = mkdtempSync(join(tmpdir(), 'imbed-waits-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A page that has time to wait, and shows what stands in the way. */
const taken = [];
const page = {
  waitForTimeout: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  screenshot: async ({ path }) => taken.push(path),
  evaluate: async () => ({ dialog: ['Save changes?'] }),
};
const { insist } = createWaits(page, { pictures: folder });
/** For what is awaited in vain. */
const { until, attempt } = createWaits(page, { pictures: folder, longMs: 60 });

it('what is there is not done again', async () => {
  const acts = [];
  const seen = await insist(
    'the menu',
    async () => acts.push('click'),
    () => 'open',
    (menu) => menu === 'open',
  );
  expect([seen, acts]).toEqual(['open', ['click']]);
});

it('what does not take is done again, also where it fails', async () => {
  let clicks = 0;
  const act = async () => {
    clicks += 1;
    if (clicks === 1) throw new Error('something is in front of it');
  };
  const seen = await insist(
    'three clicks',
    act,
    () => clicks,
    (count) => count === 3,
    0,
  );
  expect(seen).toBe(3);
});

it('a wait in vain says for what, what was seen, what stood in the way, and where the picture is', async () => {
  const failed = until(
    'the link “a/b”',
    () => 'placeholder',
    (text) => text === 'link',
  );
  await expect(failed).rejects.toThrow(
    /^waited in vain for the link “a\/b”\nlast seen: "placeholder"\naround it: .*Save changes\?.*\npicture: (.*)$/,
  );
  expect(taken.at(-1)).toBe(join(folder, 'in vain - the link a b .png'));
});

it('so does what Playwright could not do, with its reason', async () => {
  const failed = attempt('a click', async () => {
    throw new Error('not stable');
  });
  await expect(failed).rejects.toThrow(/for a click\n.*\ntrouble: not stable$/s);
});
