import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const stored = 0;

/**
 * The files of a small ZIP archive, by its central directory
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16; no ZIP64, no encryption).
 * @param {Buffer} archive
 * @returns {Map<string, Buffer>}
 */
export function readZip(archive) {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new RangeError('not a ZIP archive');
  const files = new Map();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = dataStart(archive, archive.readUInt32LE(at + 42));
    const data = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    if (!name.endsWith('/'))
      files.set(name, archive.readUInt16LE(at + 10) === stored ? data : inflateRawSync(data));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/** The local header repeats the name, with an extra field of its own length. @param {Buffer} archive @param {number} header */
function dataStart(archive, header) {
  return header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
}
