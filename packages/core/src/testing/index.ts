export { codesOnComputers } from '../error-codes.ts';
export { enComputers as findingsOnComputers } from '../messages/doctor/en-computers.ts';
export { problemWordsComputers as mistakesOnComputers } from '../problem-words-computers.ts';
export {
  type DeadReference,
  type IsReachable,
  referencesThatDoNotResolve,
} from './dead-references.ts';
export {
  type FaultProxy,
  type FaultProxyOptions,
  type ProxiedRequest,
  startFaultProxy,
} from './fault-proxy/fault-proxy.ts';
export type { FaultRule, WireFault } from './fault-proxy/wire-fault.ts';
export { createFixedClock, type FixedClock } from './fixed-clock.ts';
export { createFixedRandom } from './fixed-random.ts';
export { generateVault, type VaultSize } from './generated-vault.ts';
export { type ImageFixture, imageFixtures, readImageFixture } from './image-fixtures.ts';
export { startLoopback } from './loopback.ts';
export { startProxy } from './loopback-proxy.ts';
export { createMemoryAppendFile, type MemoryAppendFile } from './memory-append-file.ts';
export { createMemoryLedger, type MemoryLedger } from './memory-ledger.ts';
export { createMemoryRecords, type MemoryRecords } from './memory-records.ts';
export {
  createMemoryStore,
  type MemoryStore,
  type MemoryStoreOptions,
  type StoreCall,
  type StoredObject,
} from './memory-store.ts';
export {
  createMemoryWorkspace,
  type FileContent,
  type MemoryWorkspace,
  type MemoryWorkspaceOptions,
  type WorkspaceCall,
} from './memory-workspace.ts';
export { type CorpusAddresses, copyCorpus, corpusFolder, filesBelow, type NoteTree } from './note-corpus.ts';
export {
  CORPUS_BUCKET_URL,
  CORPUS_FOREIGN_URL,
  CORPUS_GBK_NOTE,
  corpusCopies,
  corpusDeadTargets,
  corpusPictures,
  corpusUnshownPictures,
} from './note-corpus-files.ts';
export { createRecordingLogger, type RecordingLogger } from './recording-logger.ts';
export type { Fault, RecordedRequest, RequestHook } from './s3-server/faults.ts';
export type { S3BucketInit, S3Dialect, S3ServerOptions, S3User } from './s3-server/options.ts';
export { type S3Server, startS3Server } from './s3-server/server.ts';
export {
  createScriptedTransport,
  type ScriptedReply,
  type ScriptedTransport,
} from './scripted-transport.ts';
export { createSeededRandom } from './seeded-random.ts';
export { createTestCertificate } from './test-certificate.ts';
export { uniquePicture } from './unique-picture.ts';
