import type { LoadedImage } from '../image/image-source.ts';
import { md5Hex, sha256Hex } from '../naming/content-hash.ts';
import type { DigestsPort } from '../ports.ts';

/** One image's bytes and what identifies them. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Lower-case hex; computed when it is first asked for, since large pictures take a while. */
  md5(): Promise<string>;
}

/** Reads all bytes once, for their SHA-256. */
export async function contentOf({ bytes, contentType }: LoadedImage, digests: DigestsPort): Promise<Content> {
  let md5: Promise<string> | undefined;
  return {
    bytes,
    contentType,
    sha256: await sha256Hex(digests, bytes),
    md5: () => {
      md5 ??= md5Hex(digests, bytes);
      return md5;
    },
  };
}
