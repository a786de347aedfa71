import type { HistoryItem, PageState, PendingItem } from '../serve/page-api.ts';
import { newModel, type PageModel } from './model/model.ts';
import { defaultCopyStyle } from './text/copy-formats.ts';

/** For the tests of the page. */
export function storedItem(id: string, more: Partial<HistoryItem> = {}): HistoryItem {
  const url = `https://img.example.com/${id}.png`;
  return {
    ...{ id, url, name: `${id}.png`, sizeBytes: 1000, contentType: 'image/png' },
    ...{ at: '2026-11-22T08:00:00.000Z', profile: 'blog', markdown: `![${id}](${url})`, key: `${id}.png` },
    canDelete: true,
    ...more,
  };
}

export function waitingItem(id: string): PendingItem {
  return { id, name: `${id}.png`, sizeBytes: 1000, at: '2026-11-22T08:00:00.000Z', profile: 'blog' };
}

export const anError = {
  code: 'network/unreachable',
  message: 'There is no connection.',
  advice: 'Connect.',
};

export function stateWith(names: readonly string[]): PageState {
  const profiles = names.map((name, index) => ({
    ...{ name, isDefault: index === 0, provider: 'aliyun-oss', bucket: 'my-notes' },
    ...{ publicBase: 'https://img.example.com', isPrivate: false, maxBytes: 20_000_000 },
  }));
  return { version: '1.0.0', locale: 'en', profiles, historyCount: 0, pendingCount: 0 };
}

export function emptyPage(more: Partial<PageModel> = {}): PageModel {
  return {
    ...newModel({ view: 'upload', locale: 'en', profile: 'blog', copyStyle: defaultCopyStyle }),
    ...more,
  };
}
