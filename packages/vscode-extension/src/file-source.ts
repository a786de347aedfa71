import type { ImageSource } from '@imbed/core';
import { type Uri, workspace } from 'vscode';

/** A file wherever the editor finds it: on disk, on another machine, or in a browser. */
export function fromFile(uri: Uri): ImageSource {
  return { name: baseName(uri.path), origin: 'command', read: async () => workspace.fs.readFile(uri) };
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
