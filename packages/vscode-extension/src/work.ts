import {
  accepted,
  acceptedPlan,
  type CheckResult,
  createImageKeeper,
  createLimit,
  createOpenProfiles,
  createPrivateImages,
  createSessionLedger,
  DEFAULT_CONCURRENCY,
  type DoctorInit,
  explain,
  failingFast,
  type ImageSource,
  type ImbedError,
  inOneLine,
  type JobHost,
  type KeptImage,
  type Logger,
  localeOf,
  type OpenProfiles,
  type PrivateImages,
  relativePath,
  resolveStore,
  runDoctor,
  type Settings,
  type StoragePlan,
  toImbedError,
  type WorkspacePath,
} from '@imbed/core';
import { env, type TextDocument, type Uri, workspace } from 'vscode';
import { destinationNamed, destinationOf } from './destination.ts';
import { editorWishes } from './editor-settings.ts';
import { hintsIn } from './hints.ts';
import { createImages, type Images } from './images/images.ts';
import { readKeys, type SecretsPort } from './keys.ts';
import type { Configuration, Machine } from './machine.ts';
import { openTrees } from './open-trees.ts';
import {
  hasProfiles,
  type NamedProfile,
  readSettings,
  usableProfiles,
  usedProfile,
  withWishes,
} from './settings.ts';
import { addProfile } from './setup/add-profile.ts';
import { type Summary, summarise } from './summary.ts';
import type { NotePlace, NoteTree } from './workspace/note-place.ts';

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

/** All that is loaded when the first image comes. */
export interface Work {
  /** Rejects with `config/not-found` when nothing was set up, `config/*` when it makes no sense. */
  configuration(): Promise<Configuration>;
  /**
   * Whether images of this note are to be taken care of: not when they are to be left alone, or to stay local where
   * there is no place for them. Rejects as {@link configuration}, and with `note/invalid-settings`.
   */
  wants(note: TextDocument): Promise<boolean>;
  /** Never rejects; tells each image's fate as soon as it is known. Without a note images are uploaded and nothing else. */
  bring(
    images: readonly Bringing[],
    note: TextDocument | undefined,
    onBrought: (index: number, brought: Brought) => void,
  ): Promise<void>;
  /** An image of the web. Rejects as {@link configuration}, and as `JobHost.download`. */
  download(url: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** The tree around a note or a folder, with its ledger; `undefined` where nothing can be kept. */
  placeOf(uri: Uri): Promise<NotePlace | undefined>;
  /** For one job over notes of a tree. Rejects as {@link configuration}. */
  jobHost(tree: NoteTree): Promise<JobHost>;
  /** Looks at the profile in use from end to end. Rejects as {@link configuration}. */
  examine(options: Pick<DoctorInit, 'onResult' | 'signal'>): Promise<readonly CheckResult[]>;
  readonly images: Images;
  /** Of all profiles. Rejects as {@link configuration}. */
  privateImages(): Promise<PrivateImages>;
  /** What is set up, for who wants to see it; `undefined` when nothing is. Rejects with `config/*`. */
  summary(): Promise<Summary | undefined>;
  /** Of the editor's settings, see `usableProfiles`. */
  usableProfiles(): readonly NamedProfile[];
  /** Where the keys of a profile go. Throws `config/invalid` when there is none of that name. */
  destinationOf(name: string, settings: Settings): string;
  /** Asks for a bucket and adds it to the settings, under the name it tells; `undefined` when the person changed their mind. */
  addProfile(): Promise<string | undefined>;
  readonly foreignFiles: Machine['foreignFiles'];
  /** What happened and what to do, in the editor's language. */
  words(error: ImbedError): string;
}

export interface WorkHost {
  readonly secrets: SecretsPort;
  readonly logger: Logger;
}

interface Scene {
  readonly configuration: Configuration;
  readonly place: NotePlace | undefined;
  readonly profiles: OpenProfiles;
}

export function createWork(machine: Machine, { secrets, logger }: WorkHost): Work {
  const clock = { now: () => new Date() };
  const sessionLedger = createSessionLedger();
  const opened = new Map<string, OpenProfiles>();
  let signed: { readonly identity: string; readonly images: PrivateImages } | undefined;

  async function configuration(): Promise<Configuration> {
    const own = workspace.getConfiguration('imbed');
    const shared = hasProfiles(own) ? undefined : await machine.sharedConfiguration();
    if (shared !== undefined) return { ...shared, settings: withWishes(shared.settings, editorWishes(own)) };
    const credentialsOf: Configuration['credentialsOf'] = (name, profile, store) => () =>
      readKeys(secrets, { profile: name, destination: destinationOf(profile, store) });
    return { settings: readSettings(own), credentialsOf, keysAreHere: true };
  }

  /** Opened profiles know what they uploaded and keep their connections; another configuration has other ones. */
  async function open(place: NotePlace | undefined): Promise<Scene> {
    const found = await configuration();
    const identity = JSON.stringify([place?.root, found.settings]);
    const profiles = opened.get(identity) ?? openProfiles(found, place);
    opened.clear();
    opened.set(identity, profiles);
    return { configuration: found, place, profiles };
  }

  async function sceneOf(note: TextDocument | undefined): Promise<Scene> {
    return open(note && (await machine.placeOf(note.uri)));
  }

  function openProfiles({ settings, credentialsOf }: Configuration, place: NotePlace | undefined) {
    const { createTransport, digests, random } = machine;
    const ledger = place?.ledger ?? sessionLedger;
    const ports = { createTransport, digests, random, ledger, clock, logger };
    return createOpenProfiles(settings, { ...ports, credentialsOf });
  }

  function planIn({ configuration, place }: Scene, note: TextDocument): StoragePlan | 'off' {
    const path = place?.path ?? note.uri.path.replace(/^\/+/, '');
    const planOf = (text: string) => acceptedPlan({ path, text }, configuration.settings);
    const wished = planOf(note.getText());
    if (workspace.isTrusted || wished === 'off') return wished;
    // A note of strangers may keep images at home; it is not to say where else they go.
    const own = planOf('');
    return own !== 'off' && wished.mode === 'local' ? { ...own, mode: 'local' } : own;
  }

  async function bringOne({ source, signal }: Bringing, note: TextDocument | undefined): Promise<Brought> {
    const stop = { ...(signal && { signal }) };
    const scene = await sceneOf(note);
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
    const { digests, random } = machine;
    const { settings } = scene.configuration;
    const keeper = createImageKeeper({ ...place, profiles, settings, digests, random, clock, logger });
    const outcome = await keeper.keep(source, plan, {
      ...{ ...stop, hasDraft: true },
      ...(place.path && { note: place.path }),
    });
    return outcome.status === 'done' ? broughtAs(outcome.kept, place.path) : outcome;
  }

  function downloadBy(settings: Settings): JobHost['download'] {
    return (url, limits) => machine.download(url, limits, usedProfile(settings).profile);
  }

  async function jobHost(tree: NoteTree): Promise<JobHost> {
    const { profiles, configuration } = await open(tree);
    const { digests, random } = machine;
    const { workspace, marked, records, ledger } = tree;
    const { settings } = configuration;
    const ports = { digests, random, download: downloadBy(settings), clock, logger };
    return { ...ports, workspace, marked, records, ledger, settings, profiles: failingFast(profiles) };
  }

  /** Links that were signed are remembered as long as the profiles stay as they are. */
  async function privateImages(): Promise<PrivateImages> {
    const { settings, credentialsOf } = await configuration();
    const identity = JSON.stringify(settings.profiles);
    if (signed?.identity !== identity) {
      const { digests } = machine;
      signed = { identity, images: createPrivateImages(settings, { credentialsOf, digests, clock }) };
    }
    return signed.images;
  }

  const trees = () => openTrees(machine);

  return {
    configuration,
    privateImages,
    images: createImages({ placeOf: machine.placeOf, jobHost, privateImages, trees }),
    async wants(note) {
      const scene = await sceneOf(note);
      const plan = planIn(scene, note);
      return plan !== 'off' && (plan.mode !== 'local' || scene.place !== undefined);
    },
    async bring(images, note, onBrought) {
      const limit = createLimit(DEFAULT_CONCURRENCY);
      const bringing = images.map(async (image, index) => {
        const brought = limit(() => bringOne(image, note));
        const failed = (error: unknown): Brought => ({ status: 'failed', error: toImbedError(error) });
        onBrought(index, await brought.catch(failed));
      });
      await Promise.all(bringing);
    },
    async download(url, signal) {
      const { settings } = await configuration();
      const { maxBytes } = usedProfile(settings).profile;
      return downloadBy(settings)(url, { maxBytes, ...(signal && { signal }) });
    },
    placeOf: machine.placeOf,
    foreignFiles: machine.foreignFiles,
    jobHost,
    async examine(options) {
      const { settings, credentialsOf } = await configuration();
      const { name, profile } = usedProfile(settings);
      const { createTransport, digests, random, doctor } = machine;
      const host: DoctorInit['host'] = {
        ...{ ...doctor, digests, random, clock },
        credentials: () => credentialsOf(name, profile, accepted(resolveStore(profile)))(),
        async connect({ timeoutSeconds, tlsVerify, proxy }) {
          const transport = createTransport({ timeoutMs: timeoutSeconds * 1000, tlsVerify, proxy });
          return { transport, proxy: proxy === '' ? '' : addressOf(proxy) };
        },
      };
      return runDoctor({ ...options, profileName: name, profile, host });
    },
    summary: () => summarise(configuration, trees),
    usableProfiles: () => usableProfiles(workspace.getConfiguration('imbed')),
    destinationOf: destinationNamed,
    addProfile,
    words(error) {
      const locale = localeOf(env.language);
      return inOneLine(explain(error, locale, hintsIn(locale)));
    },
  };
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

/** Without the password. */
function addressOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : '?';
}
