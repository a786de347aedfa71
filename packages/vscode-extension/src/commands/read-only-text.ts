import { Uri, workspace } from 'vscode';

const scheme = 'imbed';

/** Texts that are shown in the editor and are no files. */
export interface ReadOnlyText {
  /** @param path its last name is what the tab shows, and says of what kind the text is */
  put(path: string, text: string): Uri;
  remove(uri: Uri): void;
}

export const readOnlyText: ReadOnlyText = createReadOnlyText();

function createReadOnlyText(): ReadOnlyText {
  const texts = new Map<string, string>();
  let count = 0;
  let isRegistered = false;
  return {
    put(path, text) {
      if (!isRegistered)
        workspace.registerTextDocumentContentProvider(scheme, {
          provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
        });
      isRegistered = true;
      // Another text has another address: editors keep what they have read.
      const uri = Uri.from({ scheme, path: `/${path}`, query: String(++count) });
      texts.set(uri.toString(), text);
      return uri;
    },
    remove: (uri) => void texts.delete(uri.toString()),
  };
}
