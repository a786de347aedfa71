import { expect, it } from 'vitest';
import { imageNameAt } from './image-name.ts';

it.each([
  ['<img src="a/|b.png">', 'a/b.png'],
  ['<img src="|a.png" alt="">', 'a.png'],
  ['#figure(image("a.png|"))', 'a.png'],
  ['https://i.example/|a.png?b=1', 'https://i.example/a.png'],
  ['https://i.example/a.png?b=|1', undefined],
  ['a.png | b', undefined],
  ['|', undefined],
])('at the bar in %j is %j', (text, name) => {
  expect(imageNameAt(text.replace('|', ''), text.indexOf('|'))).toBe(name);
});

it('looks no further than names go, however long a text without a space is', () => {
  const long = 'x'.repeat(1_000_000);
  const text = `${long}.png "a.png"${long}.png`;
  expect(imageNameAt(text, 0)).toBeUndefined();
  expect(imageNameAt(text, long.length + 7)).toBe('a.png');
});
