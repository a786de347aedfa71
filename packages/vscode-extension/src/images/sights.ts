import {
  type ImageReference,
  imagesOfNote,
  type JobHost,
  type NoteImage,
  type PrivateImages,
  parseWorkspacePath,
} from '@imbed/core';
import { type TextDocument, Uri } from 'vscode';
import type { NotePlace, NoteTree } from '../workspace/note-place.ts';
import { imagesOf } from './note-images.ts';

/** An image of a note that is open, and where its file is. */
export interface Sight {
  readonly reference: ImageReference;
  /** `pending`: a file that waits to be uploaded. */
  readonly kind: NoteImage['kind'] | 'pending';
  readonly file?: Uri;
  /** Of the object in a bucket of one's own. */
  readonly key?: string;
}

type Host = Pick<JobHost, 'workspace' | 'profiles' | 'ledger' | 'logger'>;

export interface SightsHost {
  placeOf(uri: Uri): Promise<NotePlace | undefined>;
  /** Rejects where nothing is set up. */
  jobHost(tree: NoteTree): Promise<JobHost>;
  privateImages(): Promise<PrivateImages>;
}

export interface Sights {
  /** Each target once, in the order of the text; those that `only` wants, where it is given. */
  of(document: TextDocument, only?: (reference: ImageReference) => boolean): Promise<readonly Sight[]>;
  /** What a screen can show: signed for a private bucket, which the link itself is not. Never rejects. */
  shown(target: string): Promise<string>;
}

export function createSights({ placeOf, jobHost, privateImages }: SightsHost): Sights {
  return {
    async of(document, only = () => true) {
      const place = await placeOf(document.uri);
      const path = place?.path ?? newNote();
      // Outside of any tree an address is all that is known.
      if (place === undefined || path === undefined)
        return imagesOf(document)
          .filter((reference) => only(reference) && /^https?:/i.test(reference.target))
          .map((reference) => ({ reference, kind: 'foreign' }));
      const host: Host = await jobHost(place).catch(() => withoutProfiles(place));
      const images = await imagesOfNote(host, { path, text: document.getText() }, only);
      const pending = new Set((await place.ledger.pending()).map((entry) => entry.path));
      return images.map((image) => sightOf(image, place, pending));
    },
    async shown(target) {
      const signed = await privateImages()
        .then((images) => images.sign(target))
        .catch(() => undefined);
      return signed ?? target;
    },
  };
}

/** One that has no file yet is taken to lie at the root. */
function newNote() {
  const path = parseWorkspacePath('note.md');
  return path.ok ? path.value : undefined;
}

/** Where nothing is set up, no image is in a bucket of one's own. */
function withoutProfiles({ workspace, ledger }: NoteTree): Host {
  const none = async () => {
    throw new Error('there are no profiles');
  };
  const logger = { debug: () => undefined, warn: () => undefined };
  return { workspace, ledger, logger, profiles: { names: [], open: none } };
}

function sightOf(image: NoteImage, { uriOf }: NoteTree, pending: ReadonlySet<string>): Sight {
  const { reference, kind } = image;
  if (kind === 'stored') return { reference, kind, key: image.key };
  if (kind !== 'file') return { reference, kind };
  if (image.path === undefined) return { reference, kind, file: Uri.file(reference.target) };
  return { reference, kind: pending.has(image.path) ? 'pending' : kind, file: uriOf(image.path) };
}
