import { expect, test } from 'vitest';
import { issue } from '../parse-result.ts';
import { parseProxyAddress } from './proxy-address.ts';

test.each(['http://127.0.0.1:7890', 'https://proxy.example:443', 'http://me:p%40ss@proxy.example'])(
  '%s is a proxy',
  (address) => {
    expect(parseProxyAddress(address)).toEqual({ ok: true, value: new URL(address) });
  },
);

test.each(['', 'proxy.example:3128', 'socks5://127.0.0.1:1080', 'http://', 'not an address'])(
  '"%s" is none, and its words are not repeated, for they may hold a password',
  (address) => {
    expect(parseProxyAddress(address)).toEqual(issue('proxy', 'proxy-address'));
  },
);
