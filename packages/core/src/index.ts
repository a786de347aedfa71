export {
  type BucketStep,
  type BucketStepResult,
  type BucketWishes,
  prepareBucket,
} from './bucket/prepare-bucket.ts';
export { createWebDigests } from './digests/web-digests.ts';
export { createWebRandom } from './digests/web-random.ts';
export type { Connection, DoctorHost } from './doctor/bench.ts';
export {
  type CheckName,
  type CheckResult,
  type CheckStatus,
  type DoctorCode,
  doctorCodes,
} from './doctor/check.ts';
export { type ExampleLink, exampleLink } from './doctor/example-link.ts';
export type { NetworkProbe, PeerAddress, PeerCertificate } from './doctor/network-probe.ts';
export type { Probe, ProbeMemory } from './doctor/probe-memory.ts';
export { type DoctorInit, hasFailed, runDoctor, withoutProfile } from './doctor/run-doctor.ts';
export { errorCodes } from './error-codes.ts';
export {
  cancelled,
  type ErrorCode,
  type ErrorFacts,
  ImbedError,
  isImbedError,
  toImbedError,
} from './errors.ts';
export {
  answerLimitMs,
  answerTimeout,
  refuseConnectionSettings,
  untouchedHost,
} from './http/delegated.ts';
export { createFetchTransport } from './http/fetch-transport.ts';
export { networkError } from './http/network-error.ts';
export { isPrivateHost } from './http/private-address.ts';
export { tlsTrouble } from './http/tls-trouble.ts';
export {
  defaultMaxResponseBytes,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  type SendOptions,
  type TransportSettings,
} from './http/transport.ts';
export { type Dimensions, imageDimensions } from './image/dimensions.ts';
export type { ImageOrigin, ImageSource, LoadedImage } from './image/image-source.ts';
export { imageExtensions, sniffImage } from './image/sniff.ts';
export { importEnvironment } from './imports/environment.ts';
export { type ImportProgram, importProfiles, importPrograms } from './imports/import-profiles.ts';
export {
  type Imported,
  type ImportedProfile,
  type ImportNote,
  type ImportOptions,
  importNote,
  importNoteOf,
} from './imports/imported.ts';
export { type CheckJobOptions, runCheckJob } from './jobs/check-job.ts';
export { carryOutDeletion, type Deletion, type Mention, planDeletion } from './jobs/deletion.ts';
export { type FlipJobOptions, runFlipJob } from './jobs/flip-job.ts';
export { forgetPending } from './jobs/forget-pending.ts';
export { imageCount, isImageStep } from './jobs/image-count.ts';
export type {
  JobEvent,
  JobHost,
  JobName,
  JobOptions,
  JobReport,
  Problem,
} from './jobs/job.ts';
export { createLimit, type Limit } from './jobs/limit.ts';
export { type MigrateJobOptions, runMigrateJob } from './jobs/migrate-job.ts';
export { imagesOfNote, type NoteImage } from './jobs/note-images.ts';
export { type NoteJobOptions, runNoteJob } from './jobs/note-job.ts';
export { type PullJobOptions, type PullSource, runPullJob } from './jobs/pull-job.ts';
export type { TargetFolder } from './jobs/save-file.ts';
export { type PlannedStep, type StepKind, stepKinds } from './jobs/step.ts';
export { runSyncJob, type SyncJobOptions } from './jobs/sync-job.ts';
export { undoJob } from './jobs/undo.ts';
export { lastUndoableJob } from './jobs/undo-log.ts';
export { createLedger } from './ledger/jsonl-ledger.ts';
export type { Ledger, LedgerEntry } from './ledger/ledger.ts';
export { createSessionLedger } from './ledger/session-ledger.ts';
export {
  createWorkspaceLedger,
  type DeletedEntry,
  type DroppedEntry,
  type LocalEntry,
  type PendingEntry,
  type SettledEntry,
  type WaitingEntry,
  type WorkspaceLedger,
} from './ledger/workspace-ledger.ts';
export { findImages } from './markdown/find-images.ts';
export type { ImageReference, ReferenceSyntax } from './markdown/image-reference.ts';
export { formatImageLink, type ImageLink, type LinkStyle } from './markdown/link-format.ts';
export { removalEdits } from './markdown/removal.ts';
export { type RetargetOptions, type RetargetStyle, retarget } from './markdown/retarget.ts';
export { hasImageExtension, type TargetKind, targetKind } from './markdown/target.ts';
export { type CheckWords, consoleSteps, explainCheck } from './messages/doctor/explain-check.ts';
export { type PolicyCommand, policyCommandFor, policyCommandWith } from './messages/doctor/policy-command.ts';
export { explain, type HostHints, inOneLine, type Words } from './messages/explain.ts';
export { localeOf, type MessageLocale } from './messages/locale.ts';
export { problemText } from './messages/problem-text.ts';
export { parseFolderTemplate } from './naming/folder-template.ts';
export { keyPrefix } from './naming/key-prefix.ts';
export {
  DEFAULT_KEY_TEMPLATE,
  type KeyTemplate,
  parseKeyTemplate,
  type RenderedKey,
} from './naming/key-template.ts';
export { type ObjectKey, parseObjectKey } from './naming/object-key.ts';
export { describeArgument, templateHelpLines, templateUsage } from './naming/template-help.ts';
export {
  type TemplateContext,
  type TemplateVariable,
  type TemplateVariableName,
  templateVariables,
} from './naming/template-variables.ts';
export { nearest } from './nearest.ts';
export { type ConfigIssue, configIssue, type ParseResult } from './parse-result.ts';
export { type AccessPolicy, accessPolicy, type PolicyRequest } from './policies/access-policy.ts';
export {
  actionsFor,
  type ExtraRight,
  extraRights,
  type PolicyLanguage,
  policyLanguages,
} from './policies/operations.ts';
export { hasWildcards } from './policies/public-read.ts';
export type {
  AppendFilePort,
  Clock,
  DigestsPort,
  LineFollower,
  Logger,
  RandomSource,
} from './ports.ts';
export type { LocalText } from './problems.ts';
export type { ProgressEvent, ProgressListener, UploadStage } from './progress.ts';
export { type BucketAbilities, bucketAbilities } from './providers/bucket-abilities.ts';
export { closedProviders } from './providers/closed.ts';
export { providers, resolveStore } from './providers/index.ts';
export { keyOfUrl } from './providers/key-of-url.ts';
export type {
  ClosedProvider,
  CredentialVariables,
  PresetField,
  ProviderPreset,
  ResolvedStore,
  StoreSettings,
} from './providers/provider.ts';
export {
  type ClosedProviderId,
  type OpenProviderId,
  openProviderIds,
  type ProviderId,
} from './providers/provider-id.ts';
export { publicUrl } from './providers/public-url.ts';
export { type RecognisedStore, recogniseStore } from './providers/recognise-store.ts';
export { accepted } from './settings/accepted.ts';
export { addProfiles, type ExtendedConfig } from './settings/add-profiles.ts';
export { checkConfig, checkProfile, checkSettings, doubtfulSettings } from './settings/check-settings.ts';
export { defaultProfile, defaultStorage } from './settings/defaults.ts';
export { maskSecrets } from './settings/mask-secrets.ts';
export { maxBytesOf } from './settings/max-bytes.ts';
export { parseSettings, profileNamed } from './settings/parse-settings.ts';
export {
  type NamedProfile,
  type PlacedProfile,
  type PlacedProfiles,
  placeProfiles,
} from './settings/place-profiles.ts';
export { type PortableProfile, type ProfileKeys, portableProfile } from './settings/portable-profile.ts';
export type {
  CredentialSource,
  Profile,
  Settings,
  StorageRule,
  StorageSettings,
} from './settings/profile.ts';
export { profileText } from './settings/profile-text.ts';
export { parseProfile, parseUsableSettings } from './settings/usable-settings.ts';
export { writtenProfile } from './settings/written-profile.ts';
export { type BucketAdmin, type BucketState, openBucketAdmin } from './store/bucket-admin.ts';
export { createStore, openBucketStore } from './store/create-store.ts';
export type { Credentials, CredentialsProvider } from './store/credentials.ts';
export type {
  BucketStore,
  ListedObject,
  ListPage,
  ListRequest,
  ObjectHead,
  ObjectStore,
  PutOptions,
  PutRequest,
  PutResult,
  RequestOptions,
} from './store/object-store.ts';
export { presignedGetUrl, type SigningInit } from './store/presign.ts';
export type { StoreInit } from './store/store-init.ts';
export { applyEdits, type TextEdit, type TextRange } from './text-edit.ts';
export { type BatchOptions, DEFAULT_CONCURRENCY, uploadAll } from './upload/batch.ts';
export { failingFast } from './upload/fail-fast.ts';
export {
  createImageKeeper,
  type ImageKeeper,
  type ImageKeeperInit,
  type KeepOptions,
  type KeepOutcome,
  type KeptImage,
  type KeptLink,
  type Waiting,
} from './upload/keep-image.ts';
export { createKeyLocks, type KeyLocks } from './upload/key-locks.ts';
export { openProfile } from './upload/open-profile.ts';
export {
  createOpenProfiles,
  type OpenProfile,
  type OpenProfiles,
  type ProfilesHost,
} from './upload/open-profiles.ts';
export { openResolvedProfile, type ProfileHost } from './upload/open-resolved-profile.ts';
export type { StoredImage, UploadOutcome } from './upload/outcome.ts';
export { createPrivateImages, type PrivateImages, type PrivateImagesHost } from './upload/private-images.ts';
export { acceptedPlan, type NoteHead, planFor, type StoragePlan } from './upload/storage-plan.ts';
export type { UploadOptions, UploadService } from './upload/upload-service.ts';
export { type IsHidden, isHiddenName } from './workspace/hidden-names.ts';
export { isNoteName } from './workspace/note-names.ts';
export { noteOf } from './workspace/note-of.ts';
export { addRepositoryFiles, RECORDS_FOLDER } from './workspace/records-folder.ts';
export { createTargetResolver, type Located, type TargetResolver } from './workspace/resolve-target.ts';
export type {
  MachineFiles,
  Note,
  ReadLimits,
  Workspace,
  WorkspaceFile,
  WorkspaceRecords,
} from './workspace/workspace.ts';
export {
  baseNameOf,
  folderOf,
  parseWorkspacePath,
  relativePath,
  resolvePath,
  type WorkspacePath,
} from './workspace/workspace-path.ts';
