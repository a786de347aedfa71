import { formatImageLink, type LinkStyle } from '@imbed/core';
import { commands, env, l10n, type Uri, window } from 'vscode';
import type { Images } from './images.ts';
import type { ListedImage } from './listing.ts';
import type { LinkedImage } from './note-images.ts';

/** `url`: the address alone. */
type CopyStyle = Exclude<LinkStyle, 'wiki'> | 'url';

type Run = (image?: LinkedImage) => Promise<void>;

/** By the name behind `imbed.`; each takes an image, or that under the cursor. */
export function imageCommands(load: () => Promise<Images>): Readonly<Record<string, Run>> {
  const withImage =
    (run: (image: LinkedImage) => Promise<unknown>): Run =>
    async (given) => {
      const image = given ?? (await underCursor(load));
      if (image !== undefined) await run(image);
      else void window.showInformationMessage(l10n.t('Put the cursor on an image first.'));
    };
  const onFile = (command: string): Run =>
    withImage(async (image) => commands.executeCommand(command, fileOf(image)));

  return {
    copyAsMarkdown: withImage((image) => copy(image, 'markdown')),
    copyAsHtml: withImage((image) => copy(image, 'html')),
    copyUrl: withImage((image) => copy(image, 'url')),
    copyLink: withImage(async (image) => {
      const style = await askStyle();
      if (style !== undefined) await copy(image, style);
    }),
    openInBrowser: withImage(async ({ target }) => openExternal(await (await load()).shown(target))),
    revealInNote: withImage(reveal),
    revealInExplorer: onFile('revealInExplorer'),
    revealInOs: onFile('revealFileInOS'),
  };
}

async function underCursor(load: () => Promise<Images>): Promise<LinkedImage | undefined> {
  const editor = window.activeTextEditor;
  return editor && (await load()).at(editor.document, editor.selection.active);
}

async function askStyle(): Promise<CopyStyle | undefined> {
  const styles = [
    { label: 'Markdown', style: 'markdown' },
    { label: 'HTML', style: 'html' },
    { label: 'URL', style: 'url' },
  ] as const;
  return (await window.showQuickPick(styles, { placeHolder: l10n.t('Copy link as') }))?.style;
}

async function copy({ target, alt }: LinkedImage, style: CopyStyle): Promise<void> {
  await env.clipboard.writeText(style === 'url' ? target : formatImageLink({ target, alt }, style));
  window.setStatusBarMessage(l10n.t('The link is in the clipboard.'), 3000);
}

/** As text, which VS Code takes, too: a parsed address is encoded anew, and what is signed breaks. */
async function openExternal(address: string): Promise<void> {
  await Reflect.apply(env.openExternal, env, [address]);
}

/** The list knows where; what is given by a link or the cursor is where it is already. */
async function reveal(image: LinkedImage & Partial<ListedImage>): Promise<void> {
  const { note, range } = image;
  await window.showTextDocument(note, range === undefined ? {} : { selection: range });
}

function fileOf({ file }: LinkedImage & Partial<ListedImage>): Uri | undefined {
  return file;
}
