import type { ExtendedConfig } from '@imbed/core';
import { replaceConfigFile, writeNewConfigFile } from '@imbed/core/node';

/**
 * Throws `config/exists` or `local/write-failed`.
 *
 * @param before what was in it; `undefined` where there was none
 */
export function writeConfig(
  path: string,
  before: string | undefined,
  { text, placed }: ExtendedConfig,
): void {
  if (!placed.some(({ isNew }) => isNew)) return;
  if (before === undefined) writeNewConfigFile(path, text);
  else replaceConfigFile(path, text);
}
