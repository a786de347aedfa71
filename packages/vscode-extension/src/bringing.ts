import {
  acceptedPlan,
  createImageKeeper,
  type ImageSource,
  type ImbedError,
  type KeptImage,
  type Logger,
  type OpenProfiles,
  relativePath,
  type StoragePlan,
  type WorkspacePath,
} from '@imbed/core';
import { type TextDocument, workspace } from 'vscode';
import type { Configuration, Machine } from './machine.ts';
import type { NotePlace } from './workspace/note-place.ts';

/** An image to be brought to where its note wants it. */
export interface Bringing {
  readonly source: ImageSource;
  /** Ends it: `cancelled`, and nothing stays beside the note. */
  readonly signal?: AbortSignal;
}

/** What became of one image. */
export type Brought =
  | { readonly status: 'linked'; readonly target: string }
  /** It could not be stored: the note points to the copy beside it, and the ledger has it as pending. */
  | { readonly status: 'kept'; readonly target: string; readonly error: ImbedError }
  | { readonly status: 'failed'; readonly error: ImbedError };

/** Where images of one note go. */
export interface Scene {
  readonly configuration: Configuration;
  readonly place: NotePlace | undefined;
  readonly profiles: OpenProfiles;
}

type Ports = Pick<Machine, 'digests' | 'random'> & {
  readonly clock: { now(): Date };
  readonly logger: Logger;
};

/** `off` where images are to be left alone. Throws `note/invalid-settings`. */
export function planIn({ configuration, place }: Scene, note: TextDocument): StoragePlan | 'off' {
  const path = place?.path ?? note.uri.path.replace(/^\/+/, '');
  const planOf = (text: string) => acceptedPlan({ path, text }, configuration.settings);
  const wished = planOf(note.getText());
  if (workspace.isTrusted || wished === 'off') return wished;
  // A note of strangers may keep images at home; it is not to say where else they go.
  const own = planOf('');
  return own !== 'off' && wished.mode === 'local' ? { ...own, mode: 'local' } : own;
}

/** Without a note the image is uploaded and nothing else. Rejects as {@link planIn}, and with `config/*`. */
export async function bringOne(
  { source, signal }: Bringing,
  note: TextDocument | undefined,
  scene: Scene,
  ports: Ports,
): Promise<Brought> {
  const stop = { ...(signal && { signal }) };
  const { place, profiles } = scene;
  const plan = note === undefined ? 'off' : planIn(scene, note);
  if (plan === 'off' || place === undefined) {
    const name = plan === 'off' ? scene.configuration.settings.defaultProfile : plan.profile;
    const { uploads } = await profiles.open(name);
    const outcome = await uploads.upload(source, stop);
    return outcome.status === 'done'
      ? { status: 'linked', target: outcome.stored.url }
      : { status: 'failed', error: outcome.error };
  }
  const { settings } = scene.configuration;
  const keeper = createImageKeeper({ ...place, ...ports, profiles, settings });
  const outcome = await keeper.keep(source, plan, {
    ...{ ...stop, hasDraft: true },
    ...(place.path && { note: place.path }),
  });
  return outcome.status === 'done' ? broughtAs(outcome.kept, place.path) : outcome;
}

/** A note without a file is taken to lie at the root, where it will most likely be saved. */
function broughtAs({ link, waiting }: KeptImage, note: WorkspacePath | undefined): Brought {
  const localTarget = (path: WorkspacePath) => (note === undefined ? path : relativePath(note, path));
  const target = link.kind === 'remote' ? link.url : localTarget(link.path);
  const missed = waiting.find(({ role }) => role === 'primary');
  return missed === undefined
    ? { status: 'linked', target }
    : { status: 'kept', target, error: missed.error };
}
