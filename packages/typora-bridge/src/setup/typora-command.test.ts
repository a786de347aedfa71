import { describe, expect, it } from 'vitest';
import { type TyporaContext, typoraCommand } from './typora-command.ts';
import type { TyporaDoubt } from './words.ts';

const linux: TyporaContext = {
  platform: 'linux',
  env: {},
  home: '/home/me',
  program: ['/usr/bin/node', '/usr/lib/node_modules/imbed/dist/imbed.cjs'],
  profile: undefined,
  config: undefined,
  namesNote: false,
  chinese: false,
  snap: false,
};
const windows: TyporaContext = {
  ...linux,
  platform: 'win32',
  home: 'C:\\Users\\me',
  program: ['C:\\Program Files\\nodejs\\node.exe', 'C:\\npm\\imbed\\dist\\imbed.cjs'],
};

describe('the command', () => {
  it.each<[string, TyporaContext, string]>([
    ['Linux', linux, '/usr/bin/node /usr/lib/node_modules/imbed/dist/imbed.cjs upload --'],
    [
      'macOS, a standalone executable in a folder with a space',
      { ...linux, platform: 'darwin', program: ['/Users/me/My Tools/imbed'] },
      "'/Users/me/My Tools/imbed' upload --",
    ],
    ['Windows', windows, '"C:\\Program Files\\nodejs\\node.exe" C:\\npm\\imbed\\dist\\imbed.cjs upload --'],
    [
      'Windows, where messages are Chinese',
      { ...windows, program: ['C:\\imbed.exe'], chinese: true },
      '@chcp 65001 >nul & C:\\imbed.exe upload --',
    ],
    [
      'Windows, where the path is',
      { ...windows, program: ['D:\\工具 100%\\imbed.exe'] },
      '@chcp 65001 >nul & "D:\\工具 100%\\imbed.exe" upload --',
    ],
    [
      'Windows, where the name of the profile is',
      { ...windows, program: ['C:\\imbed.exe'], profile: '博客' },
      '@chcp 65001 >nul & C:\\imbed.exe upload --profile "博客" --',
    ],
    [
      'Windows, where the path of a note may come out',
      { ...windows, program: ['C:\\imbed.exe'], namesNote: true },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how Typora writes its variables
      '@chcp 65001 >nul & C:\\imbed.exe upload --note "${filepath}" --',
    ],
    [
      'a profile, a configuration and the note',
      {
        ...linux,
        program: ['/opt/imbed'],
        profile: '博客',
        config: '/home/me/my notes.json',
        namesNote: true,
      },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how Typora writes its variables
      "/opt/imbed upload --profile '博客' --config '/home/me/my notes.json' --note \"${filepath}\" --",
    ],
  ])('%s', (_case, context, command) => {
    expect(typoraCommand(context)).toEqual({ command, doubts: [] });
  });
});

const expanded = (text: string): TyporaDoubt => ({ about: 'expanded', text });

describe('what may go wrong there', () => {
  it.each<[string, TyporaContext, TyporaDoubt]>([
    [
      'a variable in the path',
      { ...windows, env: { OS: 'x' }, program: ['C:\\%os%\\imbed.exe'] },
      expanded('%os%'),
    ],
    [
      'a variable in the name of the profile',
      { ...windows, env: { OS: 'x' }, profile: '%OS%' },
      expanded('%OS%'),
    ],
    ["npx's cache", { ...linux, program: ['/home/me/.npm/_npx/1a2b/imbed.cjs'] }, { about: 'npx' }],
    ['a snap', { ...linux, snap: true }, { about: 'snap' }],
    [
      'a snap and a hidden folder',
      { ...linux, snap: true, program: ['/home/me/.local/bin/imbed'] },
      { about: 'snap' },
    ],
    [
      'a snap and a hidden configuration',
      { ...linux, snap: true, program: ['/home/me/bin/imbed'], config: '/home/me/.config/imbed/config.json' },
      { about: 'snap' },
    ],
  ])('%s', (_case, context, doubt) => {
    expect(typoraCommand(context).doubts).toEqual([doubt]);
  });

  it('a snap runs what is in a visible folder at home', () => {
    expect(typoraCommand({ ...linux, snap: true, program: ['/home/me/bin/imbed'] }).doubts).toEqual([]);
  });
});
