/** As a rule in this order; `checking` asks what is in the store already, `verifying` what has arrived there. */
export type UploadStage = 'reading' | 'naming' | 'checking' | 'uploading' | 'verifying';

export type ProgressEvent =
  | { readonly type: 'stage'; readonly stage: UploadStage }
  /** Bytes of the object that have left this machine; `total` is its size. */
  | { readonly type: 'bytes'; readonly sent: number; readonly total: number };

/** Must not throw; core calls it synchronously and ignores what it returns. */
export type ProgressListener = (event: ProgressEvent) => void;
