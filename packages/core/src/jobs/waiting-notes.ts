import { stateKey } from '../ledger/ledger-index.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { findImages } from '../markdown/find-images.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { targetKind, withoutSuffix } from '../markdown/target.ts';
import { foldedName } from '../workspace/folded-name.ts';
import { createTargetResolver, mayMean } from '../workspace/resolve-target.ts';
import type { Note } from '../workspace/workspace.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import { linksToRemote } from './local-image-step.ts';
import type { PendingFiles } from './pending-files.ts';
import type { ArrivedImage } from './pending-step.ts';
import type { PlannedNote, Rewriting, Step } from './step.ts';

export interface WaitingRewriting extends Rewriting {
  /** Those of the images that the note shows, or may show, from the workspace, whatever its plan is. */
  imagesIn(note: Note): Promise<readonly ArrivedImage[]>;
}

/** Points references at images that have arrived in a store, in the notes whose plan wants that store. */
export function createWaitingRewriting(
  host: JobHost,
  files: PendingFiles,
  arrived: readonly ArrivedImage[],
): WaitingRewriting {
  const resolver = createTargetResolver(host.workspace);
  const byHash = new Map(arrived.map((image) => [idOf(image.entry), image]));

  async function find(reference: ImageReference, note: PlannedNote): Promise<ArrivedImage | undefined> {
    const { profile } = note.plan;
    const located = await resolver.locate(note.path, reference);
    if (located === undefined) return findByPlace(reference, note);
    if (located.kind === 'outside') return undefined;
    const sha256 = await files.hashOf(located.path, located.size);
    return sha256 === undefined ? undefined : byHash.get(idOf({ sha256, profile }));
  }

  /**
   * The link is dead, for the picture or the note was moved without the other: it means the one that it led to
   * before. A name alone is no proof of that, since many pictures are called `image.png`.
   */
  async function findByPlace(reference: ImageReference, { path, plan }: PlannedNote) {
    const name = targetName(reference.target);
    const meant: ArrivedImage[] = [];
    for (const image of arrived) {
      const { entry } = image;
      if (entry.profile !== plan.profile || nameOf(entry.path) !== name) continue;
      const origins = [path, ...(await movedFrom(entry))];
      if (origins.some((note) => mayMean(note, reference, entry.path))) meant.push(image);
    }
    return meant.length === 1 ? meant[0] : undefined;
  }

  /** Where notes that waited for it were, and are no longer. */
  async function movedFrom(entry: PendingEntry): Promise<readonly WorkspacePath[]> {
    const moved: WorkspacePath[] = [];
    for (const note of await host.ledger.waitingNotes(entry))
      if ((await host.workspace.size(note)) === undefined) moved.push(note);
    return moved;
  }

  async function mayShow(reference: ImageReference, note: Note): Promise<readonly ArrivedImage[]> {
    const located = await resolver.locate(note.path, reference).catch(() => undefined);
    if (located === undefined) {
      const name = targetName(reference.target);
      return arrived.filter(({ entry }) => nameOf(entry.path) === name);
    }
    if (located.kind === 'outside') return [];
    const sha256 = await files.hashOf(located.path, located.size);
    return arrived.filter(({ entry }) => entry.sha256 === sha256);
  }

  return {
    async imagesIn(note) {
      const shown: ArrivedImage[] = [];
      for (const reference of findImages(note.text)) {
        if (isLocal(reference)) shown.push(...(await mayShow(reference, note)));
      }
      return shown;
    },
    async plan(reference, note): Promise<Step | undefined> {
      if (!isLocal(reference) || !linksToRemote(note.plan)) return undefined;
      const image = await find(reference, note);
      return image && linkStep(reference.target, image);
    },
  };
}

function isLocal({ target }: ImageReference): boolean {
  return target !== '' && targetKind(target) === 'local';
}

function linkStep(target: string, { entry, url }: ArrivedImage): Step {
  return {
    kind: 'link',
    subject: target,
    identity: `link ${idOf(entry)}`,
    ...(url !== undefined && { expected: url }),
    perform: async () => ({ target: () => url, reused: false }),
  };
}

export function idOf({ sha256, profile }: { readonly sha256: string; readonly profile: string }): string {
  return stateKey(sha256, profile);
}

function targetName(target: string): string {
  return foldedName(withoutSuffix(target).replace(/^.*[/\\]/s, ''));
}

function nameOf(path: WorkspacePath): string {
  return foldedName(baseNameOf(path));
}
