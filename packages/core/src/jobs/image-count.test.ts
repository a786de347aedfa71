import { expect, it } from 'vitest';
import { imageCount } from './image-count.ts';
import type { StepCounts } from './job.ts';

it.each<[number, StepCounts]>([
  [1, { upload: 1, link: 1 }],
  [2, { upload: 1, 're-host': 1, trash: 1 }],
  [3, { quarantine: 3 }],
  [0, { forget: 1 }],
  [0, {}],
])('counts each image once, and none that is forgotten: %i', (images, steps) => {
  expect(imageCount(steps)).toBe(images);
});
