import { type ImportProgram, importPrograms } from '@imbed/core';
import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { ForeignFile } from '../machine.ts';
import { reading } from '../workspace/file-errors.ts';

/** The settings of another program; they may hold secrets. */
export interface ForeignSource {
  readonly program: ImportProgram;
  /** As people know the program. */
  readonly name: string;
  /** Path of the file. */
  readonly from: string;
  readonly text: string;
}

interface Choice extends QuickPickItem {
  readonly program?: ImportProgram;
  /** Asked for when absent. */
  readonly path?: string;
}

/**
 * Asks for one of the files that were found, or for another one and the program that it is of.
 * @returns `undefined` when the person changed their mind; rejects with `source/*`
 */
export async function askForSource(
  title: string,
  found: readonly ForeignFile[],
): Promise<ForeignSource | undefined> {
  const placeHolder =
    found.length > 0
      ? l10n.t('Which settings?')
      : l10n.t('No settings of these programs were found here. Of which one is your file?');
  const chosen = await window.showQuickPick(choicesOf(found), { title, placeHolder });
  if (chosen?.program === undefined) return undefined;
  const { program, path } = chosen;
  const name = nameOf(program);
  const file = path === undefined ? await askForFile(`${title}: ${name}`) : Uri.file(path);
  if (file === undefined) return undefined;
  const bytes = await reading(file.fsPath, () => workspace.fs.readFile(file));
  return { program, name, from: file.fsPath, text: new TextDecoder().decode(bytes) };
}

function choicesOf(found: readonly ForeignFile[]): readonly Choice[] {
  return [
    ...found.map(({ program, path }) => ({ label: nameOf(program), description: path, program, path })),
    { label: l10n.t('Choose a file…'), kind: QuickPickItemKind.Separator },
    ...importPrograms.map((program) => ({ label: `${nameOf(program)}…`, program })),
  ];
}

async function askForFile(title: string): Promise<Uri | undefined> {
  const [file] = (await window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return file;
}

function nameOf(program: ImportProgram): string {
  switch (program) {
    case 'picgo':
      return 'PicGo';
    case 'piclist':
      return 'PicList';
    case 'siyuan':
      return l10n.t('SiYuan');
    case 'rclone':
      return 'rclone';
    case 's3-image-uploader':
      return 'S3 Image Uploader';
    case 'env':
      return l10n.t('.env file');
    case 'imbed':
      return l10n.t('Imbed on another device');
  }
}
