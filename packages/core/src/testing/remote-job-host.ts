import { ImbedError } from '../errors.ts';
import type { JobHost } from '../jobs/job.ts';
import { createWorkspaceLedger } from '../ledger/workspace-ledger.ts';
import { nodeDigests } from '../node/digests.ts';
import { createNodeTransport } from '../node/http-transport.ts';
import { createRandom } from '../node/system.ts';
import { accepted } from '../settings/accepted.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import type { Credentials } from '../store/credentials.ts';
import { createOpenProfiles } from '../upload/open-profiles.ts';
import { createMemoryRecords } from './memory-records.ts';
import { createMemoryWorkspace, type FileContent, type MemoryWorkspace } from './memory-workspace.ts';
import { createRecordingLogger } from './recording-logger.ts';

export interface RemoteBucket {
  /** Of a store that takes the bucket in the path. */
  readonly endpoint: string;
  readonly bucket: string;
}

/** A host of jobs with files in memory, and the profiles `main` and `backup` on real servers. */
export function remoteJobHost(
  files: Readonly<Record<string, FileContent>>,
  buckets: { readonly main: RemoteBucket; readonly backup: RemoteBucket },
  credentials: Credentials,
): { readonly host: JobHost; readonly workspace: MemoryWorkspace } {
  const workspace = createMemoryWorkspace(files);
  const records = createMemoryRecords(workspace);
  const profile = (name: string, at: RemoteBucket) => ({
    ...{ provider: 'ceph-rgw', addressing: 'path', keyTemplate: 'img/{name}.{ext}', ...at },
    publicBaseUrl: `https://${name}.test`,
  });
  const settings = accepted(
    parseSettings({
      defaultProfile: 'main',
      profiles: { main: profile('main', buckets.main), backup: profile('backup', buckets.backup) },
    }),
  );
  const ports = {
    ...{ ledger: createWorkspaceLedger(records.open('ledger.jsonl')), clock: { now: () => new Date() } },
    ...{ digests: nodeDigests, random: createRandom(), logger: createRecordingLogger() },
  };
  const profiles = createOpenProfiles(settings, {
    ...ports,
    createTransport: createNodeTransport,
    credentialsOf: () => async () => credentials,
  });
  const download = (name: string) => Promise.reject(new ImbedError('source/download-failed', { name }));
  return { host: { ...ports, workspace, marked: true, records, settings, profiles, download }, workspace };
}
