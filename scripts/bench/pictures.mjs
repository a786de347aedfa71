import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Writes `count` valid PNG files of 260 KB to 1.5 MB, about 42 MB for 50, the same bytes on every machine:
 * flat areas with a noisy band, as screenshots are.
 */
export function writePictures(folder, count) {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `shot-${String(index + 1).padStart(2, '0')}.png`);
    const noisyRows = 85 + ((index * 37) % 50) * 8;
    writeFileSync(path, png(1000, 700, noisyRows, index + 1));
    return path;
  });
}

function png(width, height, noisyRows, seed) {
  const random = xorshift(seed);
  const rows = Buffer.alloc(height * (1 + width * 3), 0xf2);
  for (let y = 0; y < height; y++) {
    const start = y * (1 + width * 3);
    rows[start] = 0; // filter: none
    if (y < noisyRows) for (let i = 1; i <= width * 3; i++) rows[start + i] = random() & 0xff;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function xorshift(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
