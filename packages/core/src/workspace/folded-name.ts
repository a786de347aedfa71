/**
 * A name or path as it is compared: some disks know no case of letters, and macOS writes accents decomposed where
 * everybody else composes them.
 */
export function foldedName(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
