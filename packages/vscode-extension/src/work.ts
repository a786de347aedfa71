import {
  type CheckResult,
  createLimit,
  createOpenProfiles,
  createPrivateImages,
  createSessionLedger,
  DEFAULT_CONCURRENCY,
  explain,
  failingFast,
  type ImbedError,
  inOneLine,
  type JobHost,
  type Logger,
  localeOf,
  type OpenProfiles,
  type PrivateImages,
  type Settings,
  toImbedError,
} from '@imbed/core';
import { env, type TextDocument, type Uri, workspace } from 'vscode';
import { type Bringing, type Brought, bringOne, planIn, type Scene } from './bringing.ts';
import { destinationNamed } from './destination.ts';
import { editorWishes } from './editor-settings.ts';
import { type ExamineOptions, examine } from './examine.ts';
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
  examine(options: ExamineOptions): Promise<readonly CheckResult[]>;
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

export function createWork(machine: Machine, { secrets, logger }: WorkHost): Work {
  const clock = { now: () => new Date() };
  const { digests, random } = machine;
  const ports = { digests, random, clock, logger };
  const sessionLedger = createSessionLedger();
  const opened = new Map<string, OpenProfiles>();
  let signed: { readonly identity: string; readonly images: PrivateImages } | undefined;

  async function configuration(): Promise<Configuration> {
    const own = workspace.getConfiguration('imbed');
    const shared = hasProfiles(own) ? undefined : await machine.sharedConfiguration();
    if (shared !== undefined) return { ...shared, settings: withWishes(shared.settings, editorWishes(own)) };
    const settings = readSettings(own);
    const credentialsOf = (name: string) => async () =>
      readKeys(secrets, { profile: name, destination: destinationNamed(name, settings) });
    return { settings, credentialsOf, keysAreHere: true };
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
    const { createTransport } = machine;
    const ledger = place?.ledger ?? sessionLedger;
    return createOpenProfiles(settings, { ...ports, createTransport, ledger, credentialsOf });
  }

  function downloadBy(settings: Settings): JobHost['download'] {
    return (url, limits) => machine.download(url, limits, usedProfile(settings).profile);
  }

  async function jobHost(tree: NoteTree): Promise<JobHost> {
    const { profiles, configuration } = await open(tree);
    const { workspace, marked, records, ledger } = tree;
    const { settings } = configuration;
    const kept = { workspace, marked, records, ledger };
    return { ...ports, ...kept, settings, download: downloadBy(settings), profiles: failingFast(profiles) };
  }

  /** Links that were signed are remembered as long as the profiles stay as they are. */
  async function privateImages(): Promise<PrivateImages> {
    const { settings, credentialsOf } = await configuration();
    const identity = JSON.stringify(settings.profiles);
    if (signed?.identity !== identity) {
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
        const brought = limit(async () => bringOne(image, note, await sceneOf(note), ports));
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
    examine: async (options) => examine(await configuration(), machine, clock, options),
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
