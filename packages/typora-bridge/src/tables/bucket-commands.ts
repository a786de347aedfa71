import type { OptionSpec } from '../args.ts';
import type { Command } from '../command.ts';
import { configOption, profileOption } from '../common-options.ts';

const which = [profileOption, configOption];
const json: OptionSpec = { name: 'json', summary: 'print JSON instead of text' };
const quiet: OptionSpec = { name: 'quiet', short: 'q', summary: 'no progress bar and no warnings' };
const limitRate: OptionSpec = {
  name: 'limit-rate',
  value: 'RATE',
  summary: 'bytes per second at most, such as 500K or 2M',
};
const forTime: OptionSpec = {
  name: 'for',
  value: 'TIME',
  summary: 'how long a link to a private bucket opens: 30m, 1h (default), up to 7d',
};

const key: OptionSpec = { name: 'key', value: 'KEY', summary: 'key of the one file, instead of its name' };
const prefix: OptionSpec = {
  name: 'prefix',
  value: 'PREFIX',
  summary: 'folder in the bucket for all of them',
};
const replace: OptionSpec = { name: 'replace', summary: 'replace what is there under the key' };
const yes: OptionSpec = { name: 'yes', short: 'y', summary: 'do not ask' };
const expires: OptionSpec = {
  name: 'expires',
  value: 'TIME',
  choices: ['1d', '7d', '30d', 'never'],
  summary: 'store below tmp/TIME/, and have the bucket delete it after that time',
};

/** Commands that work with the bucket itself: files of any kind and size. */
export const bucketCommands: readonly Command[] = [
  {
    name: 'put',
    operands: 'FILE...',
    summary: 'store files of any size, folders with their tree, and print the key of each',
    options: [
      ...which,
      key,
      prefix,
      replace,
      expires,
      { name: 'share', summary: 'print a link instead of the key' },
      forTime,
      { name: 'hash', summary: 'have the store compare a hash of all bytes, over HTTPS too' },
      limitRate,
      json,
      quiet,
    ],
    details: [
      'FILE is a file, a folder, or - for standard input (with --key). A file whose bytes are there already under its key is',
      'not sent again; an object with other bytes stays as it is, and the file fails, unless --replace is given.',
      'A file over 8 MiB that was interrupted goes on where it was, when the same command is given again.',
    ],
    load: async () => (await import('../commands/put.ts')).put,
  },
  {
    name: 'get',
    operands: '[KEY...]',
    summary: 'fetch objects into files, and print their paths',
    options: [
      ...which,
      { name: 'into', value: 'DIR', summary: 'folder for the files; this one when absent' },
      { name: 'prefix', value: 'PREFIX', summary: 'everything in this folder of the bucket, as a tree' },
      { name: 'verify', summary: 'read large files once more, and compare them with the ETag' },
      limitRate,
      quiet,
    ],
    details: [
      'A KEY becomes a file of its last name; one that ends in a slash means everything below it. PREFIX needs no slash;',
      'with a star behind it ("2026*") it means all keys that begin with these letters. Files that are there are replaced.',
      'What was interrupted goes on where it was, when the same command is given again.',
    ],
    load: async () => (await import('../commands/get.ts')).get,
  },
  {
    name: 'sync-dir',
    operands: 'DIR PREFIX',
    summary: 'make the objects below a prefix what the files of a folder are, or the other way round',
    options: [
      ...which,
      { name: 'down', summary: 'make the files what the objects are' },
      { name: 'delete', summary: 'also delete what the other side does not have' },
      { name: 'dry-run', short: 'n', summary: 'only say what would be done' },
      { name: 'yes', short: 'y', summary: 'do not ask before --delete in the whole bucket' },
      {
        name: 'exclude',
        value: 'GLOB',
        summary: 'leave alone what has such a name, on both sides; can be given more than once',
      },
      limitRate,
      { name: 'json', summary: 'one JSON object a line' },
      quiet,
    ],
    details: [
      'Files are compared by size and hash; of those that have not changed since the last time, the hash is remembered.',
      'What was interrupted goes on where it was, when the same command is given again.',
      'A GLOB without a slash means a name anywhere (.DS_Store, node_modules), one with a slash a path below DIR.',
    ],
    load: async () => (await import('../commands/sync-dir.ts')).syncDir,
  },
  {
    name: 'ls',
    operands: '[PREFIX]',
    summary: 'list objects and folders',
    options: [
      ...which,
      { name: 'recursive', short: 'r', summary: 'everything below the prefix' },
      { name: 'long', short: 'l', summary: 'with size and date' },
      { name: 'json', summary: 'one JSON object a line' },
    ],
    details: [
      'PREFIX is what the keys begin with: "2026" also finds "2026.zip", and "2026/" only what lies in that folder.',
    ],
    load: async () => (await import('../commands/ls.ts')).ls,
  },
  {
    name: 'rm',
    operands: '[KEY...]',
    summary: 'delete objects, after asking',
    options: [
      ...which,
      {
        name: 'prefix',
        value: 'PREFIX',
        summary: 'everything in this folder of the bucket, instead of KEYs',
      },
      yes,
    ],
    details: [
      'PREFIX needs no slash; with a star behind it ("2026*") it means all keys that begin with these letters.',
    ],
    load: async () => (await import('../commands/rm.ts')).rm,
  },
  {
    name: 'stat',
    operands: 'KEY',
    summary: 'show what the store says of an object',
    options: [...which, json],
    load: async () => (await import('../commands/stat.ts')).stat,
  },
  {
    name: 'share',
    operands: 'FILE|KEY...',
    summary: 'print a link: the public one if it opens, else one that works for a while',
    options: [
      ...which,
      forTime,
      { name: 'qr', summary: 'draw the link as a QR code in the terminal' },
      { name: 'no-copy', summary: 'leave the clipboard as it is' },
      { name: 'stored', summary: 'take every argument for a KEY, also where there is a file of that name' },
      key,
      prefix,
      replace,
      expires,
      limitRate,
      json,
      quiet,
    ],
    details: [
      'A FILE is stored first, unless the bucket has the same bytes under its key; an object with other bytes stays as it is,',
      'and there is no link, unless --replace is given. --stored shares what is there under the name of a file. Links are',
      'copied to the clipboard where there is one and standard error is a terminal.',
    ],
    load: async () => (await import('../commands/share.ts')).share,
  },
  {
    name: 'cp',
    operands: 'KEY KEY',
    summary: 'copy an object, inside the bucket or to the one of another profile',
    options: [
      ...which,
      { name: 'to', value: 'NAME', summary: 'profile of the bucket that it goes to; the same when absent' },
      replace,
      limitRate,
      quiet,
    ],
    details: [
      'The second KEY may end in a slash: then the last part of the first one comes behind it. The store copies by itself',
      'where the same keys open both buckets of it; otherwise the object comes through this machine, and the copy of a',
      'large one that was interrupted goes on where it was, when the same command is given again. An object with other',
      'bytes that is there stays as it is, and nothing is copied, unless --replace is given.',
    ],
    load: async () => (await import('../commands/cp.ts')).cp,
  },
  {
    name: 'uploads',
    operands: 'list|abort [KEY|PREFIX]',
    summary: 'show or end uploads of large files that were never finished; their parts cost money',
    options: [
      ...which,
      {
        name: 'older-than',
        value: 'TIME',
        summary: 'only those begun so long ago: 12h, 1d (default of abort), 0s for all of them',
      },
      yes,
      { name: 'json', summary: 'one JSON object a line' },
    ],
    details: [
      'Also those that are under way are unfinished, here or on another machine: that is what --older-than leaves alone.',
      'abort shows what it would end, and asks. PREFIX is a folder; with a star behind it, all keys that begin so.',
    ],
    load: async () => (await import('../commands/uploads.ts')).uploads,
  },
  {
    name: 'lifecycle',
    operands: 'show',
    summary: 'show what the bucket deletes by itself',
    options: [...which, json],
    load: async () => (await import('../commands/lifecycle.ts')).lifecycle,
  },
];
