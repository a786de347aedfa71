import { keyPrefix } from '../naming/key-prefix.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { accepted } from '../settings/accepted.ts';

/**
 * Folder, under the user's own prefix, that holds probes and nothing else. No dot in front: servers and firewalls
 * that hide such names would make a good bucket look bad.
 */
const PROBE_FOLDER = 'imbed-doctor';

/** A PNG of one transparent pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A transparent PNG of one pixel, 70 bytes. */
export function probeImage(): Uint8Array {
  return Uint8Array.from(atob(pixel), (char) => char.charCodeAt(0));
}

/** The same picture in other bytes: what follows the end of a PNG is nobody's business. */
export function otherImage(): Uint8Array {
  return new Uint8Array([...probeImage(), 0]);
}

/** What all probes of a profile begin with; ends in a slash. */
export function probePrefix(keyTemplate: string, profileName: string): string {
  const own = keyPrefix(keyTemplate, profileName);
  return `${own === '' ? '' : `${own}/`}${PROBE_FOLDER}/`;
}

/**
 * @param prefix of {@link probePrefix}
 * @param id {@link LASTING_ID}, or {@link ID_LENGTH} characters of `[0-9a-z]`: `isProbe` knows no others
 */
export function probeKey(prefix: string, id: string): ObjectKey {
  return accepted(parseObjectKey(`${prefix}${id}.png`));
}

/** Name for those who may not delete: one object stays behind, and not one more for each run. */
export const LASTING_ID = 'lasting';

/** Characters of the id of a run, which names its probe. */
export const ID_LENGTH = 12;

const probeName = new RegExp(`(^|/)${PROBE_FOLDER}/(${LASTING_ID}|[0-9a-z]{${ID_LENGTH}})\\.png$`);

/**
 * Whether what was found at `key` is a probe, and so may be deleted: a user may have a folder of that name, with
 * images in it.
 *
 * @param size in bytes, where it is known
 */
export function isProbe(key: string, size?: number): boolean {
  const sizes = [probeImage(), otherImage()].map(({ byteLength }) => byteLength);
  return probeName.test(key) && (size === undefined || sizes.includes(size));
}
