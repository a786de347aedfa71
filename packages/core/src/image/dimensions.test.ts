import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageFixtures, readImageFixture } from '../testing/image-fixtures.ts';
import { imageDimensions } from './dimensions.ts';

const measurable = imageFixtures.filter(({ width }) => width !== undefined);

test.each(measurable)('$file is $width × $height as shown', async ({ file, width, height }) => {
  expect(await imageDimensions(readImageFixture(file))).toEqual({ width, height });
});

test.each(['', 'no image', '<svg xmlns="http://www.w3.org/2000/svg"/>'])('%j has no size', async (text) => {
  expect(await imageDimensions(new TextEncoder().encode(text))).toBeUndefined();
});

test('a damaged file has a size or none, and never breaks the upload', async () => {
  const damaged = fc.record({
    fixture: fc.constantFrom(...imageFixtures),
    length: fc.nat({ max: 400 }),
    at: fc.nat({ max: 100 }),
    value: fc.nat({ max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(damaged, async ({ fixture, length, at, value }) => {
      const bytes = readImageFixture(fixture.file).slice(0, length);
      if (at < bytes.length) bytes[at] = value;
      const size = await imageDimensions(bytes);
      expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
    }),
  );
});
