import { resolve } from 'node:path';
import { defaultConfigPath } from '@imbed/core/node';
import type { Args } from './args.ts';
import type { Io } from './io.ts';

/** `--config`, else `$IMBED_CONFIG`, else the platform's place; absolute. */
export function configPath(args: Args, io: Io): string {
  return resolve(args.value('config') || io.env['IMBED_CONFIG'] || defaultConfigPath(io));
}
