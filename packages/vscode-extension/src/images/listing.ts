import type { LedgerEntry } from '@imbed/core';
import { env, l10n, type Range, type TextDocument, ThemeColor, ThemeIcon, TreeItem, type Uri } from 'vscode';
import { baseName } from '../file-source.ts';
import type { NoteTree } from '../workspace/note-place.ts';
import { type LinkedImage, linkedImage, rangeIn } from './note-images.ts';
import type { Sight, Sights } from './sights.ts';
import { wordsOf } from './words.ts';

/** One row of a list of images. */
export interface ListedImage extends LinkedImage {
  readonly kind: Sight['kind'];
  readonly label: string;
  readonly description: string;
  readonly file?: Uri;
  /** In the note; absent for one that is only known from the records. */
  readonly range?: Range;
}

/** As many of the history as anybody looks through. */
const MAX_HISTORY = 200;

/** In the order of the text. */
export async function listNote(document: TextDocument, sights: Sights): Promise<readonly ListedImage[]> {
  return (await sights.of(document)).map(({ reference, kind, file }) => ({
    ...linkedImage(document, reference),
    ...{ kind, label: reference.alt || nameOf(reference.target), description: wordsOf(kind) },
    range: rangeIn(document, reference),
    ...(file !== undefined && { file }),
  }));
}

/** What was uploaded for the notes of these trees, the latest first. */
export async function listHistory(trees: readonly NoteTree[]): Promise<readonly ListedImage[]> {
  const lists = await Promise.all(
    trees.map(async (tree) =>
      (await tree.ledger.latest(MAX_HISTORY)).map((entry) => ({ at: entry.storedAt, entry, tree })),
    ),
  );
  const latest = lists.flat().sort((a, b) => (a.at < b.at ? 1 : -1));
  return latest.slice(0, MAX_HISTORY).map(({ entry, tree }) => listed(entry, tree));
}

function listed({ name, key, url, profile, storedAt }: LedgerEntry, tree: NoteTree): ListedImage {
  const label = name ?? nameOf(key);
  return {
    ...{ note: tree.uriOf(''), target: url, alt: label.replace(/\.[^.]*$/, '') },
    ...{
      kind: 'stored',
      label,
      description: `${profile} · ${new Date(storedAt).toLocaleString(env.language)}`,
    },
  };
}

function nameOf(target: string): string {
  const name = baseName(target.replace(/[?#].*$/, ''));
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const icons: Readonly<Record<Sight['kind'], string>> = {
  stored: 'cloud',
  foreign: 'globe',
  file: 'file-media',
  pending: 'clock',
  missing: 'warning',
};

/** The picture itself comes with the tooltip, when somebody looks at it. */
export function treeItem(image: ListedImage): TreeItem {
  const { kind, label, description, range } = image;
  const item = new TreeItem(label);
  const color = kind === 'missing' ? new ThemeColor('list.warningForeground') : undefined;
  item.description = description;
  item.iconPath = new ThemeIcon(icons[kind], color);
  item.contextValue = `${range === undefined ? 'history' : 'note'} ${kind}`;
  item.accessibilityInformation = { label: `${label}, ${description}` };
  const command = range === undefined ? 'imbed.openInBrowser' : 'imbed.revealInNote';
  item.command = { command, title: l10n.t('Show'), arguments: [image] };
  return item;
}
