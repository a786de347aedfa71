import { commands, window } from 'vscode';
import { readOnlyText } from './read-only-text.ts';

/** Opens a Markdown text to be read; as it is written, where nothing renders it. */
export async function showReport(title: string, text: string): Promise<void> {
  const uri = readOnlyText.put(`${title}.md`, text);
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(uri);
  }
}
