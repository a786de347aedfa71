import { randomUUID } from 'node:crypto';
import type { ObjectAttributes } from './operations/object-headers.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const MAX_PART_NUMBER = 10_000;

export interface Part {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  readonly bytes: Uint8Array;
  /** ISO 8601. */
  readonly lastModified: string;
}

interface UploadInit {
  readonly bucket: string;
  readonly key: string;
  readonly attributes: ObjectAttributes;
  /** ISO 8601. */
  readonly startedAt: string;
}

export interface MultipartUpload extends UploadInit {
  readonly id: string;
  readonly parts: Map<number, Part>;
}

/** Uploads in progress. They live in memory whatever the storage is: a restart forgets them. */
export interface MultipartUploads {
  start(init: UploadInit): MultipartUpload;
  find(id: string): MultipartUpload | undefined;
  /** Those of a bucket, in the order they were started. */
  of(bucket: string): readonly MultipartUpload[];
  end(id: string): void;
}

export function createMultipartUploads(): MultipartUploads {
  const uploads = new Map<string, MultipartUpload>();
  return {
    start: (init) => {
      const upload = { ...init, id: randomUUID(), parts: new Map<number, Part>() };
      uploads.set(upload.id, upload);
      return upload;
    },
    find: (id) => uploads.get(id),
    of: (bucket) => [...uploads.values()].filter((upload) => upload.bucket === bucket),
    end: (id) => {
      uploads.delete(id);
    },
  };
}
