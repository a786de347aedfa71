import type { Command } from '../command.ts';
import { upload } from '../commands/upload.ts';
import { configOption, profileOption } from '../common-options.ts';

/** The one command that must start fast: the file that is loaded first has its code, and no other row. */
export const uploadCommand: Command = {
  name: 'upload',
  operands: 'INPUT...',
  summary: 'store images and print one link per image, in the order given',
  options: [
    profileOption,
    configOption,
    {
      name: 'note',
      value: 'FILE',
      summary: 'the note that the images belong to: it decides where they go, and fills {note} and {noteDir}',
    },
    { name: 'clipboard', summary: 'take the picture on the clipboard as the first input' },
    { name: 'any-file', summary: 'take files that are no images too' },
    {
      name: 'on-failure',
      value: 'ACTION',
      choices: ['fail', 'keep-local'],
      summary: 'keep-local: print a file:// link in place of each image that failed',
    },
    {
      name: 'for',
      value: 'TIME',
      summary: 'how long links open where access is "signed": 30m, 1h, up to 7d (default)',
    },
    { name: 'allow-private', summary: 'let http(s) inputs lead to this machine or its private network' },
    { name: 'json', summary: 'print one JSON document instead of links' },
    { name: 'quiet', short: 'q', summary: 'no progress bar and no warnings' },
  ],
  details: [
    'INPUT is a path, a file:// or http(s):// address, or - for the bytes on standard input.',
    'Exit code: 0 all stored, 1 something failed (then no link is printed), 2 wrong arguments, 130 interrupted.',
  ],
  load: async () => upload,
};
