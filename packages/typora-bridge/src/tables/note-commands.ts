import type { OptionSpec } from '../args.ts';
import type { Command } from '../command.ts';
import { configOption } from '../common-options.ts';

const jobOptions: readonly OptionSpec[] = [
  {
    name: 'profile',
    value: 'NAME',
    summary: 'default profile of this run; rules and notes still have their say',
  },
  configOption,
  { name: 'dry-run', summary: 'say what would be done, and change nothing' },
  { name: 'json', summary: 'print one JSON document' },
  { name: 'quiet', short: 'q', summary: 'no progress bar and no summary' },
];

const allowPrivate: OptionSpec = {
  name: 'allow-private',
  summary: 'let addresses in notes lead to this machine or its private network',
};

const pathDetails = [
  'PATH is a note, a folder or a pattern such as "posts/**/*.md"; links to folders are not followed.',
  'Exit code: 0 all done, 1 there were problems (each told in a line), 2 wrong arguments, 130 interrupted.',
  'Done again, a job that was interrupted goes on. "imbed undo" puts the notes back.',
];

/** The commands about whole notes and folders of them. */
export const noteCommands: readonly Command[] = [
  {
    name: 'note',
    operands: 'PATH...',
    summary: 'upload the local images of notes and point the notes at the store',
    options: [
      { name: 'rehost', summary: 'take in images from other sites, too' },
      { name: 'skip-domains', value: 'LIST', summary: 'sites whose images stay where they are, with commas' },
      allowPrivate,
      {
        name: 'delete-local',
        summary: 'move local files that are in the store, and that no note shows any more, to .imbed/trash',
      },
      ...jobOptions,
    ],
    details: pathDetails,
    load: async () => (await import('../commands/note.ts')).note,
  },
  {
    name: 'flip',
    operands: 'PATH...',
    summary: 'point notes at local copies, or at the store, bringing there what is missing',
    options: [
      { name: 'to', value: 'WHERE', choices: ['local', 'remote'], summary: 'where the notes will point' },
      ...jobOptions,
    ],
    details: pathDetails,
    load: async () => (await import('../commands/flip.ts')).flip,
  },
  {
    name: 'pull',
    operands: '[PATH...]',
    summary: 'download the images of notes, or everything in the bucket, as a backup',
    options: [
      { name: 'into', value: 'DIR', summary: 'folder for the files' },
      { name: 'all', summary: 'all objects of the bucket instead of those in notes' },
      { name: 'prefix', value: 'PREFIX', summary: 'with --all: only objects whose key begins so' },
      { name: 'foreign', summary: 'images from other sites, too' },
      allowPrivate,
      ...jobOptions,
    ],
    details: [
      'Notes stay as they are. A file that is there already, with the same bytes, is not fetched again.',
    ],
    load: async () => (await import('../commands/pull.ts')).pull,
  },
  {
    name: 'sync',
    operands: '[PATH]',
    summary: 'upload what had to wait, and point the notes that wait for it at the store',
    options: [
      { name: 'forget-lost', summary: 'stop waiting for images that are nowhere any more' },
      ...jobOptions,
    ],
    details: ['Works on the whole workspace that PATH, or the current folder, is in.'],
    load: async () => (await import('../commands/sync.ts')).sync,
  },
  {
    name: 'migrate',
    operands: 'PATH...',
    summary: 'copy the images of notes from one profile to another and point the notes there',
    options: [
      {
        name: 'from',
        value: 'PROFILE',
        summary: 'profile whose objects are copied; they stay where they are',
      },
      { name: 'to', value: 'PROFILE', summary: 'profile that gets the copies' },
      { name: 'keep-keys', summary: 'keep the keys instead of naming by the template of the new profile' },
      ...jobOptions,
    ],
    details: pathDetails,
    load: async () => (await import('../commands/migrate.ts')).migrate,
  },
  {
    name: 'check',
    operands: 'PATH...',
    summary: 'find dead links, missing files, and objects that no note refers to',
    options: [
      { name: 'external', summary: 'ask other sites, too, whether their images are still there' },
      allowPrivate,
      {
        name: 'delete-unreferenced',
        summary:
          'move objects that nothing in the workspace refers to out of the way, under .imbed-quarantine/',
      },
      { name: 'all-objects', summary: 'look also at objects that were not stored from this workspace' },
      {
        name: 'older-than',
        value: 'HOURS',
        summary: 'only objects that are older than this; 24 if not said',
      },
      { name: 'restore', summary: 'bring back what is under .imbed-quarantine/' },
      ...jobOptions,
    ],
    details: pathDetails,
    load: async () => (await import('../commands/check.ts')).check,
  },
  {
    name: 'undo',
    operands: '[FILE]',
    summary: 'put notes back as they were before the last job, where they did not change since',
    options: [
      { name: 'in', value: 'PATH', summary: 'a path in the workspace; the current folder if not said' },
      ...jobOptions,
    ],
    details: ['FILE is the undo file of an earlier job, in .imbed/undo.'],
    load: async () => (await import('../commands/undo.ts')).undo,
  },
];
