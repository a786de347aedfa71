import { type ErrorCode, ImbedError } from '../errors.ts';
import type { JobEvent, JobHost, JobReport } from '../jobs/job.ts';
import { createWorkspaceLedger } from '../ledger/workspace-ledger.ts';
import { parseKeyTemplate } from '../naming/key-template.ts';
import { nodeDigests } from '../node/digests.ts';
import { accepted } from '../settings/accepted.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import type { OpenProfiles } from '../upload/open-profiles.ts';
import { createUploadService } from '../upload/upload-service.ts';
import { parseWorkspacePath, type WorkspacePath } from '../workspace/workspace-path.ts';
import { createFixedClock, type FixedClock } from './fixed-clock.ts';
import { createFixedRandom } from './fixed-random.ts';
import { createMemoryBucket } from './memory-bucket.ts';
import { createMemoryRecords, type MemoryRecords } from './memory-records.ts';
import { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from './memory-store.ts';
import { createMemoryWorkspace, type FileContent, type MemoryWorkspace } from './memory-workspace.ts';
import { createRecordingLogger } from './recording-logger.ts';
import { resolved } from './resolve-in-tests.ts';

/** A host of jobs in memory: a workspace, its records, and a store for each of the profiles `main` and `backup`. */
export interface JobUnderTest {
  readonly host: JobHost;
  readonly workspace: MemoryWorkspace;
  readonly records: MemoryRecords;
  readonly stores: { readonly main: MemoryStore; readonly backup: MemoryStore };
  readonly clock: FixedClock;
  /** When objects were put, as listings tell it, by key; long ago for those that are not in it. */
  readonly modified: Map<string, Date>;
  /** What `download` gives, by address; a missing one fails. */
  readonly web: Map<string, Uint8Array>;
  /** All that was told, in order. */
  readonly events: JobEvent[];
  readonly onEvent: (event: JobEvent) => void;
  /** Every note of the workspace. */
  notes(): AsyncIterable<WorkspacePath>;
}

export interface JobChanges {
  /** `storage` and the like, as a configuration file has them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keyTemplate?: string;
  /** Of the profile `main`. */
  readonly mirrors?: readonly string[];
  readonly outside?: Readonly<Record<string, FileContent>>;
  /** Of both stores. */
  readonly etags?: MemoryStoreOptions['etags'];
}

export function jobUnderTest(
  files: Readonly<Record<string, FileContent>>,
  { settings = {}, keyTemplate = '{name}.{ext}', mirrors = [], outside, etags = 'md5' }: JobChanges = {},
): JobUnderTest {
  const workspace = createMemoryWorkspace(files, outside && { outside });
  const records = createMemoryRecords(workspace);
  const clock = createFixedClock('2026-08-02T05:06:07.089Z');
  const web = new Map<string, Uint8Array>();
  const modified = new Map<string, Date>();
  const events: JobEvent[] = [];
  const stores = {
    main: createMemoryStore({ origin: 'https://main.test/', etags }),
    backup: createMemoryStore({ origin: 'https://backup.test/', etags }),
  };
  const ports = { clock, digests: nodeDigests, random: createFixedRandom(), logger: createRecordingLogger() };
  const ledger = createWorkspaceLedger(records.open('ledger.jsonl'));
  const parsed = accepted(
    parseSettings({
      defaultProfile: 'main',
      profiles: {
        main: profileOf('main', keyTemplate, mirrors),
        backup: profileOf('backup', keyTemplate, []),
      },
      ...settings,
    }),
  );
  const host: JobHost = {
    ...ports,
    ...{ workspace, marked: true, records, ledger, settings: parsed },
    profiles: openProfiles(parsed.profiles, stores, modified, { ...ports, ledger }),
    async download(url, { maxBytes }) {
      const bytes = web.get(url);
      if (bytes === undefined) throw new ImbedError('source/download-failed', { name: url, status: 404 });
      if (bytes.byteLength > maxBytes) throw new ImbedError('source/too-large', { name: url });
      return bytes;
    },
  };
  const notes = async function* () {
    for await (const { path } of workspace.files()) if (path.endsWith('.md')) yield path;
  };
  const onEvent = (event: JobEvent) => void events.push(event);
  return { host, workspace, records, stores, clock, modified, web, events, onEvent, notes };
}

/** As a configuration file has it. */
export function profileOf(name: string, keyTemplate: string, mirrors: readonly string[]) {
  const addresses = { endpoint: `https://s3.${name}.test`, publicBaseUrl: `https://${name}.test` };
  return { provider: 'custom', bucket: 'notes', region: 'eu', keyTemplate, mirrors, ...addresses };
}

function openProfiles(
  profiles: JobHost['settings']['profiles'],
  stores: JobUnderTest['stores'],
  modified: JobUnderTest['modified'],
  ports: Pick<JobHost, 'ledger' | 'digests' | 'clock' | 'random' | 'logger'>,
): OpenProfiles {
  return {
    names: Object.keys(profiles),
    async open(name) {
      const settings = profiles[name];
      const store = name === 'main' ? stores.main : stores.backup;
      if (settings === undefined) throw new ImbedError('config/invalid', { name });
      const storeIdentity = `memory ${name}`;
      const uploads = createUploadService({
        ...ports,
        ...{ profileName: name, storeIdentity, settings, store },
        template: accepted(parseKeyTemplate(settings.keyTemplate)),
        etagIsMd5: true,
        refusesOverwrite: () => true,
      });
      const openBucket = async () => createMemoryBucket(store, modified);
      return {
        name,
        settings,
        store: resolved(settings),
        storeIdentity,
        uploads,
        objects: store,
        openBucket,
      };
    },
  };
}

/** Plans that are the same for all notes, unless they say otherwise themselves. */
export function storage(settings: Readonly<Record<string, unknown>>): JobChanges {
  return { settings: { storage: settings } };
}

/** From now on the store answers every call with this. */
export function refuse(store: MemoryStore, code: ErrorCode): { allow(): void } {
  const { disturb } = store;
  store.disturb = () => Promise.reject(new ImbedError(code));
  return {
    allow: () => {
      store.disturb = disturb;
    },
  };
}

/** What a job could not do, each with the code of why. */
export function codesOf({ problems }: JobReport): readonly (readonly [subject: string, code: ErrorCode])[] {
  return problems.map(({ subject, error }) => [subject, error.code]);
}

/** For tests: a path that is known to be one. */
export function pathOf(text: string): WorkspacePath {
  return accepted(parseWorkspacePath(text));
}

export async function* listed(...paths: readonly string[]): AsyncIterable<WorkspacePath> {
  yield* paths.map(pathOf);
}
