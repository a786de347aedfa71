import { type ImbedError, toImbedError } from '@imbed/core';
import { commands, Uri, window } from 'vscode';
import type { Work } from './work.ts';

/** Opens what says where images go: the editor's settings, or the file of the command line where that is used. */
export async function openSettings(work: Work): Promise<void> {
  const file = await work.configuration().then(
    (found) => found.file,
    (thrown) => brokenFile(toImbedError(thrown)),
  );
  if (file === undefined) await commands.executeCommand('workbench.action.openSettings', 'imbed.');
  else await window.showTextDocument(Uri.file(file));
}

/** The file of the command line, where that makes no sense. */
function brokenFile({ code, facts }: ImbedError): string | undefined {
  return code === 'config/invalid' ? facts.name : undefined;
}
