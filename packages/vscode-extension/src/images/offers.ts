import { l10n } from 'vscode';
import type { LinkedImage } from './note-images.ts';
import type { Sight } from './sights.ts';

/** Something that can be done with one image. */
export interface Offer {
  readonly icon: string;
  readonly title: string;
  readonly command: string;
}

/** What makes sense for an image, the likeliest first. */
export function offersFor(kind: Sight['kind']): readonly Offer[] {
  const upload = offer('cloud-upload', l10n.t('Upload image to OSS'), 'uploadImage');
  const copies = [
    offer('copy', l10n.t('Copy as Markdown'), 'copyAsMarkdown'),
    offer('code', l10n.t('Copy as HTML'), 'copyAsHtml'),
  ];
  const remote = [
    offer('link', l10n.t('Copy URL'), 'copyUrl'),
    offer('link-external', l10n.t('Open in browser'), 'openInBrowser'),
  ];
  if (kind === 'missing') return [];
  if (kind === 'stored') return [...copies, ...remote];
  return kind === 'foreign' ? [upload, ...copies, ...remote] : [upload, ...copies];
}

function offer(icon: string, title: string, name: string): Offer {
  return { icon, title, command: `imbed.${name}` };
}

/** For a text in which commands can be linked. */
export function commandLink({ icon, title, command }: Offer, image: LinkedImage): string {
  const args = encodeURIComponent(JSON.stringify([argumentOf(image)]));
  return `[$(${icon}) ${title}](command:${command}?${args})`;
}

/** The image as commands take it. */
export function argumentOf({ note, target, alt }: LinkedImage): LinkedImage {
  return { note, target, alt };
}
