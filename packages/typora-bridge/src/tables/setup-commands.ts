import type { Command } from '../command.ts';
import { configOption, profileOption } from '../common-options.ts';

/** The commands that set Imbed up and explain it. @param all every command, for those that tell of the others */
export function createSetupCommands(all: () => readonly Command[]): readonly Command[] {
  return [
    {
      name: 'config',
      operands: 'path|new|show|validate',
      summary: 'say where the configuration is, start one, show it without secrets, or check it',
      options: [
        configOption,
        { name: 'provider', value: 'ID', summary: 'store that a new configuration is for, e.g. minio' },
      ],
      load: async () => (await import('../commands/config.ts')).config,
    },
    {
      name: 'doctor',
      operands: '',
      summary: 'try a profile from end to end, and say for each failure how to mend it at its store',
      options: [
        profileOption,
        configOption,
        {
          name: 'origin',
          value: 'ORIGIN',
          summary:
            'page in a browser that has to reach the bucket, e.g. https://vscode.dev: tries its CORS rules',
        },
        { name: 'json', summary: 'print one JSON document instead of text' },
      ],
      details: [
        'Puts a picture of one pixel below the prefix of the key template, looks at it from all sides, and removes it.',
        'Exit code: 0 nothing failed, 1 something did, 2 wrong arguments, 130 interrupted.',
      ],
      load: async () => (await import('../commands/doctor.ts')).doctor,
    },
    {
      name: 'import',
      operands: 'picgo|piclist|siyuan|rclone|s3-image-uploader|env|imbed [FILE]',
      summary: "take over other programs' settings as profiles",
      options: [
        configOption,
        { name: 'bucket', value: 'NAME', summary: 'bucket, where the settings name none (rclone, env)' },
        { name: 'dry-run', summary: 'show what would be imported, and write nothing' },
        { name: 'json', summary: 'print one JSON document instead of text' },
      ],
      details: [
        'Without FILE the settings are looked for where the program keeps them; env is the environment, or a .env file.',
        'imbed is a FILE with profiles from another device: what its export or `imbed setup obsidian` gives, or its configuration.',
        'No profile is replaced: a name that is taken gets a number. Secrets go into the configuration, never on the screen.',
      ],
      load: async () => (await import('../commands/import.ts')).importSettings,
    },
    {
      name: 'policy',
      operands: '',
      summary: 'print the narrowest access policy with which Imbed works at a store',
      options: [
        profileOption,
        configOption,
        { name: 'provider', value: 'ID', summary: 'store, instead of that of the profile' },
        { name: 'bucket', value: 'NAME', summary: 'bucket, instead of that of the profile' },
        { name: 'region', value: 'REGION', summary: 'region, instead of that of the profile' },
        { name: 'prefix', value: 'TEXT', summary: 'folder to keep to, instead of that of the key template' },
        {
          name: 'acl',
          value: 'ACL',
          summary: 'ACL that images are put with, instead of that of the profile',
        },
        {
          name: 'with',
          value: 'RIGHTS',
          summary: 'more rights, separated by commas: delete, list, setup, create',
        },
      ],
      details: [
        'setup is the right to read and write the rules of the bucket: CORS and lifecycle. create is the right to make the',
        'bucket and to open it to readers: whoever has it can open all of it, so it is for the keys of its owner.',
      ],
      load: async () => (await import('../commands/policy.ts')).policy,
    },
    {
      name: 'setup',
      operands: 'typora|vscode|obsidian',
      summary: 'say how an editor is told of Imbed; for Typora the exact command, tried as Typora does',
      options: [
        profileOption,
        configOption,
        { name: 'no-test', summary: 'typora: do not try the command' },
        {
          name: 'with-keys',
          value: 'FILE',
          summary:
            'vscode, obsidian: also write the profiles with their keys to a new FILE, which only you may read',
        },
      ],
      details: [
        'Trying the command stores two pictures of one pixel each, which stay; a second time they are known.',
      ],
      load: async () => (await import('../commands/setup.ts')).setup,
    },
    {
      name: 'completion',
      operands: 'bash|zsh|fish|powershell',
      summary: 'print what makes a shell complete the commands and options of imbed',
      options: [],
      details: [
        'bash        source <(imbed completion bash), in ~/.bashrc',
        'zsh         source <(imbed completion zsh), in ~/.zshrc after compinit',
        'fish        imbed completion fish > ~/.config/fish/completions/imbed.fish',
        'powershell  imbed completion powershell | Out-String | Invoke-Expression, in $PROFILE',
      ],
      load: async () => (await import('../commands/completion.ts')).createCompletion(all()),
    },
    {
      name: 'help',
      operands: '[COMMAND|template]',
      summary: 'explain a command, or the variables of key templates',
      options: [],
      load: async () => (await import('../commands/help.ts')).createHelp(all()),
    },
  ];
}
