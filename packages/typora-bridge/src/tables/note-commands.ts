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
    name: 'sync',
    operands: '[PATH]',
    summary: 'upload what had to wait, and point the notes that wait for it at the store',
    options: jobOptions,
    details: ['Works on the whole workspace that PATH, or the current folder, is in.'],
    load: async () => (await import('../commands/sync.ts')).sync,
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
