import type { OptionSpec } from './args.ts';

export const profileOption: OptionSpec = {
  name: 'profile',
  value: 'NAME',
  summary: 'profile to use instead of the default one',
};
export const configOption: OptionSpec = {
  name: 'config',
  value: 'FILE',
  summary: 'configuration to use instead of the usual one',
};
