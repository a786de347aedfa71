import { describe, expect, it } from 'vitest';
import { addressesIn, addressName, isWebAddress, transferred } from './transfer.ts';

interface Held {
  readonly files?: readonly (File | 'folder')[];
  readonly text?: Readonly<Record<string, string>>;
}

/** As much of a browser's `DataTransfer` as is asked for. */
function held({ files = [], text = {} }: Held): DataTransfer {
  const items = files.map((file) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ isDirectory: file === 'folder' }),
    getAsFile: () => (file === 'folder' ? new File([], 'folder') : file),
  }));
  const strings = Object.keys(text).map((type) => ({ kind: 'string', type }));
  return { items: [...items, ...strings], getData: (type: string) => text[type] ?? '' } as never;
}

const picture = new File(['x'], 'a.png', { type: 'image/png' });
const address = 'https://example.com/a.png';

describe('transferred', () => {
  it('a picture is taken before the address that it comes with', () => {
    const data = held({ files: [picture], text: { 'text/uri-list': address } });
    expect(transferred(data).sources).toEqual([{ kind: 'file', file: picture }]);
  });

  it('a folder is left out, and told of', () => {
    expect(transferred(held({ files: ['folder', picture] }))).toEqual({
      sources: [{ kind: 'file', file: picture }],
      hasFolder: true,
    });
  });

  it('without files, addresses are taken from a list before text', () => {
    const data = held({ text: { 'text/uri-list': address, 'text/plain': 'a cat' } });
    expect(transferred(data).sources).toEqual([{ kind: 'address', url: address }]);
  });

  it('text that is no address is nothing', () => {
    expect(transferred(held({ text: { 'text/plain': 'a cat' } })).sources).toEqual([]);
  });
});

describe('addressesIn', () => {
  it('takes one address a line, without comments and blanks', () => {
    expect(addressesIn(`# list\r\n${address}\r\n\r\n  http://b.example/x \n`)).toEqual([
      address,
      'http://b.example/x',
    ]);
  });

  it.each(['', 'a cat', `see ${address}`, `${address}\na cat`, 'file:///etc/passwd', 'javascript:alert(1)'])(
    'takes nothing of %j',
    (text) => {
      expect(addressesIn(text)).toEqual([]);
    },
  );
});

it('only the web is the web', () => {
  const tried = ['HTTPS://a.example', 'http://a', 'ftp://a.example', 'https://', 'https://a b', 'a.example'];
  expect(tried.filter(isWebAddress)).toEqual(['HTTPS://a.example', 'http://a']);
});

it.each([
  ['https://a.example/p/cat%20one.png?x=1#y', 'cat one.png'],
  ['https://a.example/100%.png', '100%.png'],
  ['https://a.example/', 'a.example'],
])('%s is called %s', (url, name) => {
  expect(addressName(url)).toBe(name);
});
