import type { ProviderId } from '@imbed/core';

/** Twice as wide as a card of the history, for screens with fine dots. */
const WIDTH = 480;

/** Smaller ones are sent as they are. */
const MIN_BYTES = 100_000;

/** What makes a store send a small picture instead of the one that it has. */
const queries: Partial<Readonly<Record<ProviderId, string>>> = {
  // https://www.alibabacloud.com/help/en/oss/user-guide/resize-images-4
  'aliyun-oss': `x-oss-process=image/resize,w_${WIDTH}`,
  // https://www.tencentcloud.com/document/product/436/36368
  'tencent-cos': `imageMogr2/thumbnail/${WIDTH}x`,
  // https://developer.qiniu.com/dora/1279/basic-processing-images-imageview2
  'qiniu-kodo': `imageView2/2/w/${WIDTH}`,
};

export interface ThumbnailSubject {
  /** Public: to a signed link nothing can be added. */
  readonly url: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Where the store has a small picture of a large one; whoever shows it takes the large one where that fails, for a
 * bucket may not allow it.
 */
export function thumbnailUrl(
  provider: ProviderId,
  { url, contentType, size }: ThumbnailSubject,
): string | undefined {
  const query = queries[provider];
  const canBeResized = /^image\/(jpeg|png|webp|bmp|tiff)$/.test(contentType) && size >= MIN_BYTES;
  return query && canBeResized && !url.includes('?') ? `${url}?${query}` : undefined;
}
