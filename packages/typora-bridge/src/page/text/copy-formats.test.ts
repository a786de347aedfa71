import { describe, expect, it } from 'vitest';
import { storedItem } from '../test-scene.ts';
import { copyText, isCopyFormat } from './copy-formats.ts';

const item = storedItem('a', {
  url: 'https://img.example.com/a.png?x=1&y=2',
  name: 'a "quoted" <b>.min.png',
  markdown: '![a](<https://img.example.com/a.png?x=1&y=2>)',
});
const template = '';

describe('copyText', () => {
  it('Markdown is what Imbed writes into notes', () => {
    expect(copyText([item], { format: 'markdown', template })).toBe(item.markdown);
  });

  it('HTML is an image whose address and name cannot break out of their quotes', () => {
    expect(copyText([item], { format: 'html', template })).toBe(
      '<img src="https://img.example.com/a.png?x=1&amp;y=2" alt="a &quot;quoted&quot; &lt;b&gt;.min">',
    );
  });

  it('URL and BBCode have the address as it is', () => {
    expect(copyText([item], { format: 'url', template })).toBe(item.url);
    expect(copyText([item], { format: 'bbcode', template })).toBe(`[img]${item.url}[/img]`);
  });

  it('a text of the reader has every variable filled in once, and what is filled in stays as it is', () => {
    const odd = { ...item, name: '{url} $& {name}' };
    const style = { format: 'custom', template: '{name}|{url}|{name}|{else}' } as const;
    expect(copyText([odd], style)).toBe(`{url} $& {name}|${item.url}|{url} $& {name}|{else}`);
  });

  it('several links stand on lines of their own, in their order', () => {
    const items = [storedItem('b'), storedItem('a')];
    expect(copyText(items, { format: 'url', template })).toBe(`${items[0]?.url}\n${items[1]?.url}`);
  });
});

it('what a browser kept from another version is no format', () => {
  expect(['markdown', 'wiki', '', null].map(isCopyFormat)).toEqual([true, false, false, false]);
});
