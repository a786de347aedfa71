import { basename, extname } from 'node:path';
import { type Dimensions, type ImbedError, type MessageLocale, toImbedError } from '@imbed/core';
import { apiError, type Exchange, sendJson } from './exchange.ts';
import { statusOf, statusOfBatch } from './http-status.ts';
import type { Kept } from './images.ts';
import type { ApiError } from './page-api.ts';

/** One input's entry in `items`; the first fields are PicGo's. */
export interface PicGoItem {
  /** The input as it was given; a file's name for files, `clipboard` for the clipboard. */
  readonly origin: string;
  readonly imgUrl?: string;
  readonly fileName?: string;
  readonly type: 'imbed';
  readonly contentType?: string;
  /** In bytes. */
  readonly size?: number;
  /** In pixels; absent where they cannot be told. */
  readonly width?: number;
  readonly height?: number;
  readonly extname?: string;
  readonly profile?: string;
  /** For `/delete`. */
  readonly id?: string;
  readonly status: 'stored' | 'pending' | 'failed';
  readonly error?: ApiError;
}

/** The body of every answer to PicGo's and PicList's clients. */
export interface PicGoReply {
  readonly success: boolean;
  /** One link for each input, in their order; none unless all were stored, for clients go by the position. */
  readonly result: readonly string[];
  /** One for each input, in their order. */
  readonly items: readonly PicGoItem[];
  /** The same for PicList's clients, which send it back to `/delete`. */
  readonly fullResult?: readonly PicGoItem[];
  readonly message?: string;
  /** Ours, or PicGo's where it has one: `UNKNOWN_UPLOADER`. */
  readonly code?: string;
}

export interface Uploaded {
  readonly origin: string;
  readonly kept: Kept;
  readonly dimensions?: Dimensions | undefined;
}

export function sendUploads(exchange: Exchange, uploads: readonly Uploaded[]): void {
  const { locale } = exchange;
  const items = uploads.map((uploaded) => picGoItem(uploaded, locale));
  const failures = uploads.flatMap(({ kept }) => (kept.status === 'stored' ? [] : kept.error));
  const [first] = failures;
  if (first === undefined) {
    const result = items.map(({ imgUrl = '' }) => imgUrl);
    sendJson(exchange, 200, { success: true, result, items, fullResult: items } satisfies PicGoReply);
    return;
  }
  const { message, advice } = apiError(first, locale);
  const reply: PicGoReply = {
    ...{ success: false, result: [], items },
    // Those that were stored, so that PicList's clients can have them deleted.
    fullResult: items.filter(({ status }) => status === 'stored'),
    message: [countText(failures.length, uploads.length, locale), message, advice, keptText(uploads, locale)]
      .filter(Boolean)
      .join(' '),
    code: first.code,
  };
  sendJson(exchange, statusOfBatch(failures.map(({ code }) => code)), reply);
}

/** For a request that failed as a whole. */
export function sendFailure(exchange: Exchange, thrown: unknown): void {
  const error = toImbedError(thrown);
  const { message, advice } = apiError(error, exchange.locale);
  const reply: PicGoReply = {
    ...{ success: false, result: [], items: [] },
    ...{ message: `${message} ${advice}`.trim(), code: codeOf(error) },
  };
  sendJson(exchange, statusOf(error.code), reply);
}

function codeOf({ code, facts }: ImbedError): string {
  return code === 'serve/unknown-profile' ? (facts.serviceCode ?? code) : code;
}

function picGoItem({ origin, kept, dimensions }: Uploaded, locale: MessageLocale): PicGoItem {
  const { status } = kept;
  if (kept.status !== 'stored') return { origin, type: 'imbed', status, error: apiError(kept.error, locale) };
  const { id, url, key, contentType, sizeBytes, profile } = kept.item;
  return {
    ...{ origin, imgUrl: url, fileName: basename(key), type: 'imbed', contentType, size: sizeBytes },
    ...{ extname: extname(key), profile, id, status, ...dimensions },
  };
}

/** What is kept is stored later: nobody has to send it again. */
function keptText(uploads: readonly Uploaded[], locale: MessageLocale): string {
  const kept = uploads.filter(({ kept }) => kept.status === 'pending').length;
  if (kept === 0) return '';
  if (kept < uploads.length)
    return locale === 'zh-CN'
      ? `其中 ${kept} 个已保存在本机，稍后会自动上传。`
      : `${kept} of them ${kept === 1 ? 'is' : 'are'} kept on this computer and will be uploaded later.`;
  return locale === 'zh-CN'
    ? '图片已保存在本机，稍后会自动上传。'
    : 'It is kept on this computer and will be uploaded later.';
}

function countText(failed: number, all: number, locale: MessageLocale): string {
  if (all === 1) return '';
  return locale === 'zh-CN'
    ? `${all} 个文件中有 ${failed} 个未能上传。`
    : `${failed} of ${all} could not be uploaded.`;
}
