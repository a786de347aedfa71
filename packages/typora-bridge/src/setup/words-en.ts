import type { SetupWords, TyporaDoubt, TyporaProblem } from './words.ts';

const problems: Readonly<Record<TyporaProblem, string>> = {
  'no-links': 'Typora would find no links in what came out',
  'no-links-again': 'Typora would find no links in what came out the second time',
  'other-links': 'the second time other links came out',
};

const doubts: Readonly<Record<Exclude<TyporaDoubt['about'], 'expanded'>, string>> = {
  environment:
    'the keys come from environment variables, which a Typora that was started from the desktop may not have; those ' +
    'that only a shell sets are missing there.',
  snap:
    'Typora from the Snap store can neither run programs nor read files outside of your home folder, nor in hidden ' +
    'folders: put the standalone executable and the configuration into a visible folder there, and run ' +
    '"FOLDER/imbed setup typora --config FOLDER/config.json" from it.',
  npx: "the program lies in npx's cache, which is emptied now and then: install it.",
};

export const en: SetupWords = {
  onClipboard: 'It is on the clipboard.',
  typora: {
    enter:
      'In Typora, choose "Custom Command" as image uploader (Preferences, Image), and enter this command:',
    doubt: (doubt) =>
      `Mind: ${doubt.about === 'expanded' ? `Windows takes ${doubt.text} in the command for a variable: move or rename what is called so.` : doubts[doubt.about]}`,
    tried: 'What "Test Uploader" does was tried with two tiny pictures, twice:',
    works: 'It works: a link for each picture, and the same ones again.',
    worksSigned:
      'It works: a link for each picture. Each link is signed anew and ends after a week at most, also in notes: ' +
      'choose a public bucket for notes that are to keep their pictures.',
    fails: (problem) => `It fails: ${problems[problem]}.`,
  },
  vscode: {
    install: (command) =>
      `Install the extension: "Extensions: Install from VSIX..." in the command palette, or\n\n${command}`,
    onDesktop:
      'VS Code on the desktop of this computer then has all that it needs: as long as its own setting "imbed.profiles" is\n' +
      'empty, it uses this configuration, and the keys from where that says.',
    elsewhere: (settings) =>
      `Elsewhere, and in a browser, add your profiles to the user settings\n("Preferences: Open User Settings (JSON)"):\n\n${settings}`,
    keys: 'Keys are left out here. "Imbed: Set credentials" asks for them, and VS Code keeps them in its secret storage.',
  },
  obsidian: {
    install: (folders) =>
      `Put main.js, manifest.json and styles.css of the plugin into this folder of the vault:\n\n${folders}`,
    switchOn: (text) =>
      'Switch the plugin on (Settings, Community plugins). In its own settings, import profiles from another device, and\n' +
      `paste this text; on a phone it is done in the same way:\n\n${text}`,
    keys: "Keys are left out here. The settings of the plugin ask for them and keep them in Obsidian's secret storage.",
  },
  keysFile: (path) =>
    `${path} has the same text with keys: whoever reads it can use your buckets, so delete it when you are done.`,
  withoutKeys: (profiles) => `No keys were found for: ${profiles.join(', ')}.`,
};
