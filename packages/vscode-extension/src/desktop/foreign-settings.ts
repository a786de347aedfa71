import { readFileSync } from 'node:fs';
import { importPrograms } from '@imbed/core';
import { importFiles } from '@imbed/core/node';
import type { ForeignSettings } from '../machine.ts';

/** Of all programs that keep some on this computer; without those that cannot be read. */
export function foreignSettings(surroundings: Parameters<typeof importFiles>[1]): readonly ForeignSettings[] {
  return importPrograms
    .filter((program) => program !== 'env' && program !== 'imbed')
    .flatMap((program) =>
      importFiles(program, surroundings).found.flatMap((from) => {
        const text = readIfThere(from);
        return text === undefined ? [] : [{ program, from, text }];
      }),
    );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
