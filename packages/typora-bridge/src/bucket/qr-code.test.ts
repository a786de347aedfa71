import { stripVTControlCharacters } from 'node:util';
import decode from 'qr/decode.js';
import { expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';

const light: Readonly<Record<string, readonly [upper: number, lower: number]>> = {
  '█': [255, 255],
  '▀': [255, 0],
  '▄': [0, 255],
  ' ': [0, 0],
};

/** Pixels a module; a camera has more. */
const SCALE = 4;

/** As a screen shows it. */
function picture(lines: readonly string[], width: number) {
  const rows = lines.flatMap((line) => {
    const cells = [...stripVTControlCharacters(line)].map((cell) => light[cell] ?? [0, 0]);
    expect(cells).toHaveLength(width);
    return [cells.map(([upper]) => upper), cells.map(([, lower]) => lower)];
  });
  const pixels = rows.flatMap((row) => {
    const line = row.flatMap((value) =>
      Array.from({ length: SCALE }, () => [value, value, value, 255]).flat(),
    );
    return Array.from({ length: SCALE }, () => line).flat();
  });
  return { width: width * SCALE, height: rows.length * SCALE, data: Uint8Array.from(pixels) };
}

it.each([
  'https://img.example.com/a.png',
  `https://files.example.com/film.mkv?X-Amz-Signature=${'0f'.repeat(200)}`,
  'https://example.com/%E5%9B%BE.png',
])('a reader of QR codes sees %s', (url) => {
  const { lines, width } = qrCode(url);
  expect(decode(picture(lines, width))).toBe(url);
});
