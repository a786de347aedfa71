import type { Dimensions } from './dimensions.ts';

interface Box {
  readonly type: string;
  readonly content: DataView;
}

/**
 * Size of the picture that a HEIF or AVIF file shows: that of its primary item, cropped and turned as its
 * properties say. Encoders pad pictures to whole blocks and crop them again, and telephones turn theirs, so the
 * first size in the file is often not the one that is shown. `undefined` where the file says too little; throws
 * a `RangeError` where it is cut short. Format: ISO/IEC 14496-12 and 23008-12.
 */
export function heifSize(bytes: Uint8Array): Dimensions | undefined {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const meta = boxes(after(find(boxes(file), 'meta'), 4));
  const properties = boxes(find(meta, 'iprp'));
  const container = boxes(find(properties, 'ipco'));
  const used = propertiesOf(primaryItem(find(meta, 'pitm')), find(properties, 'ipma'));
  let size: Dimensions | undefined;
  for (const index of used) {
    const property = container[index - 1];
    if (property !== undefined) size = applied(property, size);
  }
  return size;
}

/** Properties apply in the order in which they are listed. */
function applied({ type, content }: Box, size: Dimensions | undefined): Dimensions | undefined {
  if (type === 'ispe') return { width: content.getUint32(4), height: content.getUint32(8) };
  if (size === undefined) return undefined;
  if (type === 'clap') return { width: fraction(content, 0), height: fraction(content, 8) };
  const quarterTurns = type === 'irot' ? content.getUint8(0) & 3 : 0;
  return quarterTurns % 2 === 1 ? { width: size.height, height: size.width } : size;
}

function fraction(content: DataView, offset: number): number {
  return Math.round(content.getUint32(offset) / content.getUint32(offset + 4));
}

function primaryItem(pitm: DataView): number {
  return pitm.getUint8(0) === 0 ? pitm.getUint16(4) : pitm.getUint32(4);
}

/** Places in the property container, from 1, of the properties that belong to an item. */
function propertiesOf(item: number, ipma: DataView): readonly number[] {
  const wideIds = ipma.getUint8(0) > 0;
  const wideIndices = (ipma.getUint8(3) & 1) === 1;
  let offset = 8;
  for (let entries = ipma.getUint32(4); entries > 0; entries--) {
    const id = wideIds ? ipma.getUint32(offset) : ipma.getUint16(offset);
    offset += wideIds ? 4 : 2;
    const count = ipma.getUint8(offset++);
    const indices = Array.from({ length: count }, (_, place) =>
      wideIndices ? ipma.getUint16(offset + place * 2) & 0x7fff : ipma.getUint8(offset + place) & 0x7f,
    );
    if (id === item) return indices;
    offset += count * (wideIndices ? 2 : 1);
  }
  return [];
}

function boxes(container: DataView): readonly Box[] {
  const found: Box[] = [];
  for (let offset = 0; offset + 8 <= container.byteLength; ) {
    const type = String.fromCharCode(...[4, 5, 6, 7].map((place) => container.getUint8(offset + place)));
    const short = container.getUint32(offset);
    const header = short === 1 ? 16 : 8;
    const rest = container.byteLength - offset;
    const size = short === 0 ? rest : short === 1 ? Number(container.getBigUint64(offset + 8)) : short;
    if (size < header || size > rest) break;
    found.push({ type, content: part(container, offset + header, size - header) });
    offset += size;
  }
  return found;
}

/** An empty view where there is no such box: whoever reads it gets a `RangeError`. */
function find(among: readonly Box[], type: string): DataView {
  return among.find((box) => box.type === type)?.content ?? new DataView(new ArrayBuffer(0));
}

function after(view: DataView, offset: number): DataView {
  return part(view, offset, view.byteLength - offset);
}

function part(view: DataView, offset: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + offset, length);
}
