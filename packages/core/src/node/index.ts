export type { DownloadedObject } from '../bucket/download-parts.ts';
export type { Expiry } from '../bucket/expiry.ts';
export { type ExpiryClass, expiryPrefix, type LifecycleRule } from '../bucket/lifecycle.ts';
export type { ListedEntry } from '../bucket/listing.ts';
export type { SharedLink } from '../bucket/share.ts';
export type { SyncDeletion, SyncPlan, SyncTransfer } from '../bucket/sync-plan.ts';
export type { UploadedObject } from '../bucket/transfer.ts';
export { eachTransfer } from '../bucket/workers.ts';
export type { MultipartUpload, UnfinishedUpload } from '../store/multipart-sessions.ts';
export type { ObjectDetails } from '../store/object-details.ts';
export type { ListedObject, ObjectHead } from '../store/object-store.ts';
export { createAppendFile } from './append-file.ts';
export { changeConfigFile } from './change-config-file.ts';
export type {
  ByteRange,
  CallOptions,
  Client,
  CopyFileOptions,
  FetchedFile,
  GetFileOptions,
  PutFileOptions,
  StoredFile,
  TransferCallOptions,
} from './client/client.ts';
export type { ClientInit } from './client/client-context.ts';
export type { ClientSettings } from './client/client-settings.ts';
export { createClient } from './client/create-client.ts';
export { openClient } from './client/open-client.ts';
export type { FolderSync, RunSyncOptions, SyncOptions, SyncStep } from './client/sync-folder.ts';
export {
  type ConfigFile,
  defaultConfigPath,
  lineOfField,
  readConfigFile,
  type Surroundings,
  stateFolder,
  writeNewConfigFile,
} from './config-file.ts';
export { nodeCredentials } from './credentials.ts';
export { nodeDigests } from './digests.ts';
export { downloadImage } from './download/download-image.ts';
export { type DownloadLimits, downloadFailed } from './download/download-limits.ts';
export { type FolderTree, filesBelow } from './files-below.ts';
export { createNodeTransport } from './http-transport.ts';
export { importFiles } from './import-files.ts';
export type { Environment } from './leased-credentials.ts';
export { makeFolder } from './make-folder.ts';
export { nodeNetworkProbe } from './network-probe.ts';
export { obsidianVaults } from './obsidian-vaults.ts';
export { pathOfKey } from './path-of-key.ts';
export { createProbeMemory } from './probe-memory.ts';
export { createStreamingTransport } from './streaming-transport.ts';
export { createRandom, systemClock } from './system.ts';
export { isProcessDead, withLock } from './workspace/lock.ts';
export { createNodeWorkspace } from './workspace/node-workspace.ts';
export { workspacesNear } from './workspace/private-records.ts';
export { type NoteSelection, type SelectionOptions, selectNotes } from './workspace/select-notes.ts';
export { createWorkspaceRecords } from './workspace/workspace-records.ts';
export { findWorkspaceRoot, type WorkspaceRoot, workspaceRootFor } from './workspace/workspace-root.ts';
