import type { Command } from '../command.ts';
import { configOption } from '../common-options.ts';

export const initCommand: Command = {
  name: 'init',
  operands: '',
  summary: 'ask for a store, a bucket and its keys, write a profile, and try it; begin here',
  options: [
    { name: 'yes', short: 'y', summary: 'ask nothing: the other options are the answers' },
    {
      name: 'provider',
      value: 'ID',
      summary: 'store; or an endpoint, or the address of a bucket or of its page in the console',
    },
    { name: 'bucket', value: 'NAME', summary: 'bucket' },
    { name: 'region', value: 'REGION', summary: 'region; the usual one of the store if not said' },
    {
      name: 'endpoint',
      value: 'ADDRESS',
      summary: 'address of a store that somebody runs; may have the bucket behind it',
    },
    {
      name: 'keys',
      value: 'SOURCE',
      summary: 'with --yes: env (default), aws-profile:NAME, or stdin: access key ID and secret, a line each',
    },
    {
      name: 'access',
      value: 'WHO',
      choices: ['public', 'signed'],
      summary: 'who can open links: everybody (default), or who has a signed one',
    },
    {
      name: 'public-url',
      value: 'ADDRESS',
      summary: 'address in front of the links: a CDN or a domain of your own',
    },
    { name: 'key-template', value: 'TEMPLATE', summary: 'how images are named; see imbed help template' },
    { name: 'profile', value: 'NAME', summary: 'name of the new profile' },
    configOption,
    {
      name: 'create-bucket',
      summary:
        'with --yes: make the bucket if there is none, public unless --access=signed; needs keys of its owner',
    },
    {
      name: 'make-public',
      summary: 'with --yes: let everybody read the images in a bucket that is there; needs keys of its owner',
    },
    {
      name: 'cors',
      value: 'ORIGIN',
      summary: 'with --yes: let pages of ORIGIN, e.g. https://vscode.dev, reach it',
    },
    {
      name: 'expiry',
      summary: 'with --yes: have the bucket delete what "imbed put --expires" stored, in time',
    },
    { name: 'no-test', summary: 'do not run the doctor' },
  ],
  details: [
    'Nothing is written before the last question; a configuration that is there keeps all that is in it.',
    'Exit code: 0 all that was asked for is done and the profile works, 1 something has to be mended, 2 wrong arguments, 130 left before the end.',
  ],
  load: async () => (await import('../commands/init.ts')).init,
};
