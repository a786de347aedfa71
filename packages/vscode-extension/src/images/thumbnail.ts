import { MarkdownString } from 'vscode';
import type { LinkedImage } from './note-images.ts';
import { commandLink, offersFor } from './offers.ts';
import type { Sight, Sights } from './sights.ts';
import { wordsOf } from './words.ts';

/** As wide as a hover is at most; higher ones are scrolled. */
const WIDTH = 320;

/**
 * The image, where it is and what can be done with it.
 * @param showsLink whether the editor shows by itself what the link leads to, if it can
 */
export async function thumbnail(
  image: LinkedImage,
  { kind, file }: Pick<Sight, 'kind' | 'file'>,
  { shown }: Sights,
  showsLink = false,
): Promise<MarkdownString> {
  const offers = offersFor(kind);
  const words = new MarkdownString('', true);
  words.isTrusted = { enabledCommands: offers.map(({ command }) => command) };
  const link = file?.toString() ?? (kind === 'missing' ? undefined : image.target);
  const found = link === image.target ? await shown(link) : link;
  const address = showsLink && found === link ? undefined : found;
  // The picture last: it may be higher than what is seen at once.
  words.appendMarkdown(`${wordsOf(kind)}\n\n`);
  words.appendMarkdown(offers.map((offer) => commandLink(offer, image)).join(' &nbsp; '));
  if (address !== undefined) words.appendMarkdown(`\n\n![](${encoded(address)}|width=${WIDTH})`);
  return words;
}

/** Nothing in it ends the link, nor begins the size. */
function encoded(url: string): string {
  return url.replaceAll(/[\s()<>|]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
