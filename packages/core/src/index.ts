export { createWebDigests } from './digests/web-digests.ts';
export {
  cancelled,
  type ErrorCode,
  type ErrorFacts,
  errorCodes,
  ImbedError,
  isImbedError,
  toImbedError,
} from './errors.ts';
export { createFetchTransport } from './http/fetch-transport.ts';
export { networkError } from './http/network-error.ts';
export type { ImageOrigin, ImageSource, LoadedImage } from './image/image-source.ts';
export { createLedger } from './ledger/jsonl-ledger.ts';
export { MAX_KEY_BYTES, type ObjectKey, parseObjectKey } from './naming/object-key.ts';
export { nearest } from './nearest.ts';
export type { ConfigIssue, ParseResult } from './parse-result.ts';
export type { ProgressEvent, ProgressListener, UploadStage } from './progress.ts';
export type { StoredImage, UploadOutcome } from './upload/outcome.ts';
