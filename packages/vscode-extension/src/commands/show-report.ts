import { window, workspace } from 'vscode';
import { readOnlyText } from './read-only-text.ts';

/** Opens a text to be read, which nobody has to save. */
export async function showReport(title: string, text: string): Promise<void> {
  const uri = readOnlyText.put(`${title}.md`, text);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
