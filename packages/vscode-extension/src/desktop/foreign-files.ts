import { importPrograms } from '@imbed/core';
import { importFiles } from '@imbed/core/node';
import type { ForeignFile } from '../machine.ts';

/** Of all programs that keep settings on this computer. */
export function foreignFiles(surroundings: Parameters<typeof importFiles>[1]): readonly ForeignFile[] {
  return importPrograms
    .filter((program) => program !== 'env' && program !== 'imbed')
    .flatMap((program) =>
      importFiles(program, surroundings).found.map((path): ForeignFile => ({ program, path })),
    );
}
